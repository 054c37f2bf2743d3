package kanhe.desk.stage;

import android.app.Activity;
import android.content.ComponentName;
import android.content.Intent;
import android.content.pm.ActivityInfo;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import java.util.ArrayList;
import java.util.List;
import kanhe.desk.watch.Recorder;
import org.robolectric.android.controller.ActivityController;

/** The screens of the app: which are open, in their order, and how one is opened or left. */
final class Screens {
  private static final int MOST_OPEN = 40;

  /** A screen with its state. */
  private static final class Open {
    final ActivityController<Activity> controller;
    boolean resumed;
    boolean started;

    Open(ActivityController<Activity> controller) {
      this.controller = controller;
    }

    Activity activity() {
      return controller.get();
    }
  }

  private final AppProcess process;
  private final Recorder recorder;
  private final List<Open> open = new ArrayList<>();

  Screens(AppProcess process, Recorder recorder) {
    this.process = process;
    this.recorder = recorder;
  }

  /** The launcher's activity; null if the app has none. */
  ActivityInfo launcher() {
    Intent intent = new Intent(Intent.ACTION_MAIN).addCategory(Intent.CATEGORY_LAUNCHER)
        .setPackage(process.info().packageName);
    List<ResolveInfo> found = packages().queryIntentActivities(intent, 0);
    return found.isEmpty() ? null : found.get(0).activityInfo;
  }

  private PackageManager packages() {
    return process.application().getPackageManager();
  }

  /** Opens the screen that an intent asks for; false if it is none of the app's. */
  boolean open(Intent intent) {
    ActivityInfo info = resolve(intent);
    if (info == null || open.size() >= MOST_OPEN) {
      return false;
    }
    String name = info.targetActivity == null ? info.name : info.targetActivity;
    Open screen = null;
    try {
      Intent explicit = new Intent(intent).setComponent(new ComponentName(info.packageName, info.name));
      Activity made = process.factory().instantiateActivity(process.loader(), name, explicit);
      screen = new Open(ActivityController.of(made, explicit));
      Open before = top();
      if (before != null && before.resumed) {
        pause(before);
      }
      open.add(screen);
      screen.controller.create();
      if (made.isFinishing()) {
        close(screen);
        return true;
      }
      show(screen);
      if (before != null && before.started) {
        stop(before);
      }
    } catch (Throwable problem) {
      if (problem instanceof ThreadDeath) {
        throw (ThreadDeath) problem;
      }
      // The process of a real app would end here; the desk goes on without the screen.
      open.remove(screen);
      Crashes.tell(recorder, "activity " + name, problem);
    }
    return true;
  }

  private void show(Open screen) {
    screen.controller.start();
    screen.started = true;
    screen.controller.postCreate(null);
    screen.controller.resume();
    screen.resumed = true;
    recorder.state("resumed", screen.activity().getClass().getName());
    screen.controller.postResume();
    screen.controller.visible();
    screen.controller.windowFocusChanged(true);
    screen.controller.topActivityResumed(true);
  }

  private void pause(Open screen) {
    screen.controller.topActivityResumed(false);
    screen.controller.pause();
    screen.resumed = false;
  }

  private void stop(Open screen) {
    screen.controller.stop();
    screen.started = false;
    recorder.state("stopped", screen.activity().getClass().getName());
  }

  private void close(Open screen) {
    if (screen.resumed) {
      pause(screen);
    }
    if (screen.started) {
      stop(screen);
    }
    open.remove(screen);
    screen.controller.destroy();
  }

  private ActivityInfo resolve(Intent intent) {
    if (intent.getComponent() != null) {
      try {
        return packages().getActivityInfo(intent.getComponent(), PackageManager.GET_META_DATA);
      } catch (PackageManager.NameNotFoundException none) {
        return null;
      }
    }
    for (ResolveInfo found : packages().queryIntentActivities(intent, 0)) {
      if (found.activityInfo.packageName.equals(process.info().packageName)) {
        return found.activityInfo;
      }
    }
    return null;
  }

  private Open top() {
    return open.isEmpty() ? null : open.get(open.size() - 1);
  }

  /** The screen in front; null: none. */
  Activity front() {
    return open.isEmpty() ? null : top().activity();
  }

  /** Screens that finished themselves go, and the one below comes up again; true if one went. */
  boolean tidy() {
    boolean did = false;
    for (Open screen : new ArrayList<>(open)) {
      if (screen.activity().isFinishing()) {
        did = true;
        guarded(screen, () -> close(screen));
      }
    }
    Open now = top();
    if (did && now != null && !now.resumed) {
      guarded(now, () -> again(now));
    }
    return did;
  }

  private void again(Open screen) {
    if (!screen.started) {
      screen.controller.restart();
      screen.controller.start();
      screen.started = true;
    }
    screen.controller.resume();
    screen.resumed = true;
    recorder.state("resumed", screen.activity().getClass().getName());
    screen.controller.postResume();
    screen.controller.topActivityResumed(true);
  }

  /** The screen in front is left for good. */
  void leave() {
    Open now = top();
    if (now != null) {
      guarded(now, () -> close(now));
    }
  }

  /** All screens are gone, without a word to the app. */
  void drop() {
    for (Open screen : open) {
      if (screen.started) {
        recorder.state("stopped", screen.activity().getClass().getName());
      }
    }
    open.clear();
  }

  /** The home screen comes in front. */
  void home() {
    Open now = top();
    if (now != null) {
      guarded(now, () -> {
        if (now.resumed) {
          ReflectiveCalls.userLeaves(now.activity());
          pause(now);
        }
        if (now.started) {
          stop(now);
        }
      });
    }
  }

  /** The app comes in front again. */
  void back() {
    Open now = top();
    if (now != null && !now.resumed) {
      guarded(now, () -> again(now));
    }
  }

  private void guarded(Open screen, Runnable act) {
    try {
      act.run();
    } catch (Throwable problem) {
      if (problem instanceof ThreadDeath) {
        throw (ThreadDeath) problem;
      }
      open.remove(screen);
      Crashes.tell(recorder, "activity " + screen.activity().getClass().getName(), problem);
    }
  }
}
