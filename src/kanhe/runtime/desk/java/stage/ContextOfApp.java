package kanhe.desk.stage;

import android.content.ComponentName;
import android.content.Intent;
import android.content.ServiceConnection;
import java.util.concurrent.Executor;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowContextImpl;

/** A context of the app: its classes are the app's, its services are really started and bound. */
@Implements(className = "android.app.ContextImpl")
public class ContextOfApp extends ShadowContextImpl {
  static volatile Services services;

  @Override
  @Implementation
  protected ClassLoader getClassLoader() {
    ClassLoader loader = LoadedApkOfApp.loader;
    return loader == null ? super.getClassLoader() : loader;
  }

  @Override
  @Implementation
  protected ComponentName startService(Intent intent) {
    return services.ask(intent);
  }

  @Override
  @Implementation
  protected ComponentName startForegroundService(Intent intent) {
    return services.ask(intent);
  }

  @Override
  @Implementation
  protected boolean stopService(Intent intent) {
    return services.askToStop(intent);
  }

  @Override
  @Implementation
  protected boolean bindService(Intent intent, ServiceConnection connection, int flags) {
    return services.askToBind(intent, connection, null);
  }

  @Override
  @Implementation
  protected boolean bindService(Intent intent, int flags, Executor executor, ServiceConnection connection) {
    return services.askToBind(intent, connection, executor);
  }

  @Override
  @Implementation
  protected void unbindService(ServiceConnection connection) {
    services.unbind(connection);
  }
}
