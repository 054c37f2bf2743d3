package kanhe.desk.stage;

import android.app.Activity;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.content.pm.PermissionInfo;
import java.util.Arrays;
import kanhe.desk.watch.Grants;
import kanhe.desk.watch.Recorder;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowActivity;
import org.robolectric.shadows.ShadowApplication;

/** Permissions: those that need no question are granted, the others are when the app asks and the user agrees. */
final class Permissions {
  private final AppProcess process;
  private final Recorder recorder;
  private final Grants grants;
  private ShadowActivity.PermissionsRequest last;
  private final String answer;

  /** {@code answer}: the user's to every request: {@code no}, {@code yes}, or {@code all}: granted beforehand. */
  Permissions(AppProcess process, Recorder recorder, Grants grants, String answer) {
    this.process = process;
    this.recorder = recorder;
    this.grants = grants;
    this.answer = answer;
  }

  /** What an installation grants by itself. */
  void install() {
    PackageInfo info = process.info();
    PackageManager packages = process.application().getPackageManager();
    if (info.requestedPermissions == null) {
      return;
    }
    for (String name : info.requestedPermissions) {
      if (answer.equals("all") || !dangerous(packages, name)) {
        grant(name);
      } else {
        ((ShadowApplication) Shadow.extract(process.application())).denyPermissions(name);
      }
    }
  }

  private static boolean dangerous(PackageManager packages, String name) {
    try {
      PermissionInfo info = packages.getPermissionInfo(name, 0);
      return info.getProtection() == PermissionInfo.PROTECTION_DANGEROUS;
    } catch (PackageManager.NameNotFoundException unknown) {
      return Asked.NAMES.contains(name);
    }
  }

  private void grant(String name) {
    ((ShadowApplication) Shadow.extract(process.application())).grantPermissions(name);
    grants.grant(name);
  }

  /** Answers a request of the screen in front; true if there was one. */
  boolean due(Activity front) {
    if (front == null) {
      return false;
    }
    ShadowActivity.PermissionsRequest request = ((ShadowActivity) Shadow.extract(front)).getLastRequestedPermission();
    if (request == null || request == last) {
      return false;
    }
    last = request;
    int[] results = new int[request.requestedPermissions.length];
    Arrays.fill(results, PackageManager.PERMISSION_DENIED);
    for (int i = 0; i < results.length; i++) {
      String name = request.requestedPermissions[i];
      recorder.ui("perm_request", name, null, front.getClass().getName(), null);
      boolean granted = !answer.equals("no") && process.asks(name);
      if (granted) {
        results[i] = PackageManager.PERMISSION_GRANTED;
        grant(name);
      }
      recorder.ui("perm_result", name, null, front.getClass().getName(), granted);
    }
    try {
      front.onRequestPermissionsResult(request.requestCode, request.requestedPermissions, results);
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, "permissions", problem);
    }
    return true;
  }
}
