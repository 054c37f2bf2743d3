package kanhe.desk.stage;

import android.content.BroadcastReceiver;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import java.util.ArrayList;
import java.util.List;
import kanhe.desk.watch.Recorder;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowApplication;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** Broadcasts to the receivers of the manifest: those that the app itself sends, and those of the system. */
final class Broadcasts {
  private final AppProcess process;
  private final Recorder recorder;

  Broadcasts(AppProcess process, Recorder recorder) {
    this.process = process;
    this.recorder = recorder;
  }

  /** Delivers what the app has sent since; receivers that it registered itself have got it already. */
  boolean due() {
    ShadowApplication shadow = Shadow.extract(process.application());
    List<Intent> sent = new ArrayList<>(shadow.getBroadcastIntents());
    shadow.clearBroadcastIntents();
    boolean did = false;
    for (Intent intent : sent) {
      did |= intent != null && deliver(intent);
    }
    return did;
  }

  /** A broadcast of the system, to receivers of both kinds. */
  void system(Intent intent) {
    process.application().sendBroadcast(intent);
  }

  private boolean deliver(Intent intent) {
    boolean did = false;
    for (ActivityInfo info : receivers(intent)) {
      did = true;
      try {
        BroadcastReceiver receiver = process.factory().instantiateReceiver(process.loader(), info.name, intent);
        BroadcastReceiver.PendingResult result = 
            new BroadcastReceiver.PendingResult(0, null, null, 0, false, false, null, 0, 0);
        ReflectionHelpers.callInstanceMethod(BroadcastReceiver.class, receiver, "setPendingResult",
            ClassParameter.from(BroadcastReceiver.PendingResult.class, result));
        receiver.onReceive(process.application(), new Intent(intent));
      } catch (ThreadDeath ended) {
        throw ended;
      } catch (Throwable problem) {
        Crashes.tell(recorder, "receiver " + info.name, problem);
      }
    }
    return did;
  }

  private List<ActivityInfo> receivers(Intent intent) {
    PackageManager packages = process.application().getPackageManager();
    List<ActivityInfo> found = new ArrayList<>();
    if (intent.getComponent() != null) {
      try {
        found.add(packages.getReceiverInfo(intent.getComponent(), 0));
      } catch (PackageManager.NameNotFoundException none) {
        return found;
      }
      return found;
    }
    for (ResolveInfo info : packages.queryBroadcastReceivers(intent, 0)) {
      if (info.activityInfo.packageName.equals(process.info().packageName)) {
        found.add(info.activityInfo);
      }
    }
    return found;
  }
}
