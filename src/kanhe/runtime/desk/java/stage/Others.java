package kanhe.desk.stage;

import android.accessibilityservice.AccessibilityService;
import android.app.Notification;
import android.app.Service;
import android.content.ComponentName;
import android.content.Intent;
import android.content.IntentFilter;
import android.content.pm.PackageManager;
import android.content.pm.ProviderInfo;
import android.content.pm.ServiceInfo;
import android.net.Uri;
import android.os.Process;
import android.service.notification.NotificationListenerService;
import android.service.notification.StatusBarNotification;
import android.view.accessibility.AccessibilityEvent;
import java.util.List;
import kanhe.desk.clock.VirtualTime;
import kanhe.desk.watch.Recorder;

/** What the system and other apps ask of an app in the course of a day: its receivers, providers and services are called. */
final class Others {
  private static final String[] DAY = {Intent.ACTION_SCREEN_OFF, Intent.ACTION_SCREEN_ON, Intent.ACTION_USER_PRESENT,
      Intent.ACTION_POWER_CONNECTED, Intent.ACTION_POWER_DISCONNECTED, Intent.ACTION_TIME_TICK,
      Intent.ACTION_BATTERY_CHANGED, "android.net.conn.CONNECTIVITY_CHANGE", Intent.ACTION_CLOSE_SYSTEM_DIALOGS};

  private final AppProcess process;
  private final Services services;
  private final Broadcasts broadcasts;
  private final Recorder recorder;

  Others(AppProcess process, Services services, Broadcasts broadcasts, Recorder recorder) {
    this.process = process;
    this.services = services;
    this.broadcasts = broadcasts;
    this.recorder = recorder;
  }

  /** Everything once. */
  void ask(Time time, List<Plan> filters) {
    for (String action : DAY) {
      broadcasts.system(new Intent(action));
      time.settle();
    }
    for (Plan filter : filters) {
      act("receiver " + filter.component, () -> broadcasts.system(
          new Intent(filter.action).putExtra("appWidgetIds", new int[] {1}).setComponent(new ComponentName(process.info().packageName, filter.component))));
      time.settle();
    }
    for (ProviderInfo provider : nonNull(process.info().providers)) {
      if (provider.exported) {
        act("provider " + provider.name, () -> {
          Uri uri = Uri.parse("content://" + provider.authority.split(";")[0]);
          process.application().getContentResolver().query(uri, null, null, null, null);
        });
        time.settle();
      }
    }
    for (ServiceInfo service : nonNull(process.info().services)) {
      act("service " + service.name, () -> ask(service));
      time.settle();
    }
  }

  /** A receiver and one of the actions for which its filter stands. */
  static final class Plan {
    final String component;
    final String action;

    Plan(String component, String action) {
      this.component = component;
      this.action = action;
    }
  }

  private interface Act {
    void run() throws Exception;
  }

  private void act(String name, Act act) {
    try {
      act.run();
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, name, problem);
    }
  }

  private void ask(ServiceInfo info) throws Exception {
    Intent intent = new Intent().setComponent(new ComponentName(info.packageName, info.name));
    if ("android.permission.BIND_ACCESSIBILITY_SERVICE".equals(info.permission)) {
      Service service = services.service(info, intent, "service", "desk:others");
      ((AccessibilityService) service).onAccessibilityEvent(
          AccessibilityEvent.obtain(AccessibilityEvent.TYPE_WINDOW_STATE_CHANGED));
    } else if ("android.permission.BIND_NOTIFICATION_LISTENER_SERVICE".equals(info.permission)) {
      Service service = services.service(info, intent, "service", "desk:others");
      // The platform's own method of two arguments calls that of one, as on a phone.
      ((NotificationListenerService) service).onNotificationPosted(notification(), null);
    } else if (info.exported && info.permission == null) {
      services.ask(intent, "desk:others");
    }
  }

  /** A notification of another app. */
  private StatusBarNotification notification() {
    Notification shown = new Notification.Builder(process.application(), "other").setContentTitle("kanhe").build();
    return new StatusBarNotification("com.example.other", "com.example.other", 1, null, Process.FIRST_APPLICATION_UID, 0, 0,
        shown, Process.myUserHandle(), VirtualTime.currentTimeMillis());
  }

  private static <T> List<T> nonNull(T[] array) {
    return array == null ? List.of() : List.of(array);
  }
}
