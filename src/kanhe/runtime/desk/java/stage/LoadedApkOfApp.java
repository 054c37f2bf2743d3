package kanhe.desk.stage;

import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowLoadedApk;

/** The package of the app, whose classes come from the app's own loader. */
@Implements(className = "android.app.LoadedApk", isInAndroidSdk = false)
public class LoadedApkOfApp extends ShadowLoadedApk {
  static volatile ClassLoader loader;

  @Override
  @Implementation
  public ClassLoader getClassLoader() {
    return loader == null ? getClass().getClassLoader() : loader;
  }

  @Override
  @Implementation
  public ClassLoader getSplitClassLoader(String split) {
    return getClassLoader();
  }
}
