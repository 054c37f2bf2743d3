package kanhe.desk.stage;

import android.app.Service;
import android.content.ComponentName;
import android.content.Intent;
import android.content.ServiceConnection;
import android.content.pm.PackageManager;
import android.content.pm.ResolveInfo;
import android.content.pm.ServiceInfo;
import android.os.IBinder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import kanhe.desk.watch.Recorder;
import org.robolectric.android.controller.ServiceController;
import org.robolectric.shadow.api.Shadow;
import org.robolectric.shadows.ShadowService;

/** The services of the app: started, bound and stopped as it asks, one after the other on the main thread. */
final class Services {
  private final AppProcess process;
  private final Recorder recorder;
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private final Map<String, ServiceController<Service>> running = new HashMap<>();
  private final Map<String, IBinder> binders = new HashMap<>();
  private final Map<ServiceConnection, ComponentName> bound = new HashMap<>();
  private final List<String> foreground = new ArrayList<>();
  private int starts;

  Services(AppProcess process, Recorder recorder) {
    this.process = process;
    this.recorder = recorder;
  }

  /** The app asks for a start. */
  ComponentName ask(Intent intent) {
    return ask(intent, process.info().packageName);
  }

  synchronized ComponentName ask(Intent intent, String caller) {
    ServiceInfo info = resolve(intent);
    if (info == null) {
      return null;
    }
    Intent copy = new Intent(intent);
    asked.add(() -> start(info, copy, caller));
    return new ComponentName(info.packageName, info.name);
  }

  synchronized boolean askToStop(Intent intent) {
    ServiceInfo info = resolve(intent);
    if (info == null || !running.containsKey(info.name)) {
      return false;
    }
    asked.add(() -> destroy(info.name));
    return true;
  }

  synchronized boolean askToBind(Intent intent, ServiceConnection connection, Executor executor) {
    ServiceInfo info = resolve(intent);
    if (info == null) {
      return false;
    }
    Intent copy = new Intent(intent);
    asked.add(() -> bind(info, copy, connection, executor));
    return true;
  }

  synchronized void unbind(ServiceConnection connection) {
    if (bound.remove(connection) == null) {
      asked.removeIf(waiting -> false);
    }
  }

  private ServiceInfo resolve(Intent intent) {
    PackageManager packages = process.application().getPackageManager();
    if (intent.getComponent() != null) {
      try {
        return packages.getServiceInfo(intent.getComponent(), PackageManager.GET_META_DATA);
      } catch (PackageManager.NameNotFoundException none) {
        return null;
      }
    }
    for (ResolveInfo found : packages.queryIntentServices(intent, 0)) {
      if (found.serviceInfo.packageName.equals(process.info().packageName)) {
        return found.serviceInfo;
      }
    }
    return null;
  }

  /** Does what was asked for; true if there was something. */
  boolean due() {
    boolean did = false;
    for (Runnable next = poll(); next != null; next = poll()) {
      did = true;
      next.run();
    }
    for (String name : new ArrayList<>(running.keySet())) {
      ShadowService shadow = Shadow.extract(running.get(name).get());
      notice(name, shadow);
      if (shadow.isStoppedBySelf()) {
        destroy(name);
        did = true;
      }
    }
    return did;
  }

  private synchronized Runnable poll() {
    return asked.poll();
  }

  private void notice(String name, ShadowService shadow) {
    boolean shown = shadow.getLastForegroundNotification() != null && !shadow.isForegroundStopped();
    if (shown && !foreground.contains(name)) {
      foreground.add(name);
      recorder.foregroundService(name, true);
    } else if (!shown && foreground.remove(name)) {
      recorder.foregroundService(name, false);
    }
  }

  /** The service, made if it does not run; {@code host} and {@code caller} are told if that begins a process. */
  Service service(ServiceInfo info, Intent intent, String host, String caller) throws ReflectiveOperationException {
    ServiceController<Service> known = running.get(info.name);
    if (known == null) {
      if (!process.mainProcess(info.processName)) {
        recorder.began(info.processName, host, info.name, caller);
      }
      Service made = process.factory().instantiateService(process.loader(), info.name, intent);
      known = ServiceController.of(made, intent);
      running.put(info.name, known);
      known.create();
    }
    return known.get();
  }

  private void start(ServiceInfo info, Intent intent, String caller) {
    guarded(info.name, () -> {
      Service service = service(info, intent, "service", caller);
      service.onStartCommand(intent, 0, ++starts);
    });
  }

  private void bind(ServiceInfo info, Intent intent, ServiceConnection connection, Executor executor) {
    ComponentName name = new ComponentName(info.packageName, info.name);
    guarded(info.name, () -> {
      Service service = service(info, intent, "service", process.info().packageName);
      IBinder binder = binders.containsKey(info.name) ? binders.get(info.name) : service.onBind(intent);
      binders.put(info.name, binder);
      bound.put(connection, name);
      Runnable told = () -> {
        if (binder == null) {
          connection.onNullBinding(name);
        } else {
          connection.onServiceConnected(name, binder);
        }
      };
      if (executor == null) {
        told.run();
      } else {
        executor.execute(told);
      }
    });
  }

  private void destroy(String name) {
    ServiceController<Service> known = running.remove(name);
    binders.remove(name);
    if (foreground.remove(name)) {
      recorder.foregroundService(name, false);
    }
    if (known != null) {
      guarded(name, known::destroy);
    }
  }

  private interface Act {
    void run() throws ReflectiveOperationException;
  }

  private void guarded(String name, Act act) {
    try {
      act.run();
    } catch (ThreadDeath ended) {
      throw ended;
    } catch (Throwable problem) {
      Crashes.tell(recorder, "service " + name, problem);
    }
  }
}
