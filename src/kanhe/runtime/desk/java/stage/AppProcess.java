package kanhe.desk.stage;

import android.app.ActivityThread;
import android.app.AppComponentFactory;
import android.app.Application;
import android.content.ContentProvider;
import android.content.Context;
import android.content.pm.ApplicationInfo;
import android.content.pm.PackageInfo;
import android.content.pm.PackageManager;
import android.content.pm.ProviderInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import kanhe.desk.watch.AppLoader;
import kanhe.desk.watch.Gap;
import kanhe.desk.watch.Plan;
import kanhe.desk.watch.Recorder;
import org.robolectric.RuntimeEnvironment;
import org.robolectric.shadows.ShadowContentResolver;
import org.robolectric.util.ReflectionHelpers;
import org.robolectric.util.ReflectionHelpers.ClassParameter;

/** The process of the app: its application object, its content providers, in the platform's order. */
final class AppProcess {
  private static final int EVERYTHING = PackageManager.GET_ACTIVITIES | PackageManager.GET_PROVIDERS
      | PackageManager.GET_RECEIVERS | PackageManager.GET_SERVICES | PackageManager.GET_META_DATA
      | PackageManager.GET_PERMISSIONS | PackageManager.MATCH_DISABLED_COMPONENTS;

  private final AppLoader loader;
  private final Recorder recorder;
  private final AppComponentFactory factory;
  private final PackageInfo info;
  private final String[] splits;
  private Application application;

  private AppProcess(
      AppLoader loader, Recorder recorder, AppComponentFactory factory, PackageInfo info, List<String> splits) {
    this.splits = splits.toArray(new String[0]);
    this.loader = loader;
    this.recorder = recorder;
    this.factory = factory;
    this.info = info;
  }

  /** Prepares the process; the sandbox has the package installed. */
  static AppProcess begin(AppLoader loader, Recorder recorder, Plan plan) throws Exception {
    Application before = RuntimeEnvironment.getApplication();
    ApplicationInfo appInfo = before.getApplicationInfo();
    // The sandbox was set up without the app's own classes.
    appInfo.className = plan.get("application");
    appInfo.targetSdkVersion = (int) plan.number("target");
    appInfo.appComponentFactory = plan.get("factory").isEmpty() ? null : plan.get("factory");
    PackageInfo info = before.getPackageManager().getPackageInfo(before.getPackageName(), EVERYTHING);
    info.applicationInfo = appInfo;
    LoadedApkOfApp.loader = loader;
    Thread.currentThread().setContextClassLoader(loader);
    tellAbsent(loader, recorder);
    AppProcess process = new AppProcess(loader, recorder, factory(loader, info.applicationInfo), info,
        plan.all("split"));
    process.application = before;
    return process;
  }

  /** What nobody has and the app comes to, is told: the translation put null or 0 in its place. */
  private static void tellAbsent(AppLoader loader, Recorder recorder) throws ReflectiveOperationException {
    BiConsumer<String, String> told = (code, what) -> recorder.gap(Gap.of(code), what);
    loader.loadClass("kanhe.desk.translated.Absent").getMethod("listen", BiConsumer.class).invoke(null, told);
  }

  /** Preferences that another process has read are not this one's. */
  static void forget() {
    Map<?, ?> cache = ReflectionHelpers.getStaticField(
        ReflectionHelpers.loadClass(AppProcess.class.getClassLoader(), "android.app.ContextImpl"), "sSharedPrefsCache");
    if (cache != null) {
      cache.clear();
    }
  }

  private static AppComponentFactory factory(AppLoader loader, ApplicationInfo info) {
    String name = info.appComponentFactory;
    if (name != null && loader.holds(name.startsWith(".") ? info.packageName + name : name)) {
      try {
        return (AppComponentFactory) loader.loadClass(name.startsWith(".") ? info.packageName + name : name)
            .getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException | LinkageError problem) {
        return new AppComponentFactory();
      }
    }
    return new AppComponentFactory();
  }

  /** Makes the application and its providers; whatever they ask of the platform is put off. */
  void makeApplication() throws Exception {
    Application before = RuntimeEnvironment.getApplication();
    ActivityThread thread = (ActivityThread) RuntimeEnvironment.getActivityThread();
    Context context = before.getBaseContext();
    Object apk = ReflectionHelpers.getField(context, "mPackageInfo");
    ReflectionHelpers.setField(context, "mClassLoader", loader);
    ReflectionHelpers.setField(apk, "mAppComponentFactory", factory);
    // What the sandbox put in the app's place must not be the answer to getApplication().
    ReflectionHelpers.setField(apk, "mApplication", null);
    if (splits.length > 0) {
      splits(context, apk);
    }
    application = factory.instantiateApplication(loader, info.applicationInfo.className);
    RuntimeEnvironment.application = application;
    ReflectionHelpers.setField(thread, "mInitialApplication", application);
    ReflectionHelpers.setField(context, "mOuterContext", application);
    ReflectionHelpers.callInstanceMethod(
        Application.class, application, "attach", ClassParameter.from(Context.class, context));
    ReflectionHelpers.setField(apk, "mApplication", application);
    for (ProviderInfo provider : providers()) {
      install(provider);
    }
    thread.getInstrumentation().callApplicationOnCreate(application);
  }

  /** What was split off the base (a language, a density, a feature) brings resources of its own. */
  private void splits(Context context, Object apk) {
    for (String field : new String[] {"mSplitResDirs", "mSplitAppDirs"}) {
      ReflectionHelpers.setField(apk, field, splits);
    }
    info.applicationInfo.splitSourceDirs = splits;
    info.applicationInfo.splitPublicSourceDirs = splits;
    ReflectionHelpers.setField(apk, "mResources", null);
    ReflectionHelpers.setField(context, "mResources", ReflectionHelpers.callInstanceMethod(apk, "getResources"));
  }

  private List<ProviderInfo> providers() {
    List<ProviderInfo> found = new ArrayList<>();
    if (info.providers != null) {
      for (ProviderInfo provider : info.providers) {
        if (provider.enabled && mainProcess(provider.processName)) {
          found.add(provider);
        }
      }
    }
    found.sort(Comparator.comparingInt((ProviderInfo p) -> p.initOrder).reversed());
    return found;
  }

  boolean mainProcess(String name) {
    return name == null || name.equals(info.applicationInfo.processName) || name.equals(info.packageName);
  }

  private void install(ProviderInfo provider) {
    try {
      ContentProvider made = factory.instantiateProvider(loader, provider.name);
      made.attachInfo(application, provider);
      for (String authority : provider.authority.split(";")) {
        ShadowContentResolver.registerProviderInternal(authority, made);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError problem) {
      Crashes.tell(recorder, "provider " + provider.name, problem);
    }
  }

  /** Whether the manifest asks for a permission. */
  boolean asks(String permission) {
    return info.requestedPermissions != null && java.util.Arrays.asList(info.requestedPermissions).contains(permission);
  }

  Application application() {
    return application;
  }

  AppComponentFactory factory() {
    return factory;
  }

  AppLoader loader() {
    return loader;
  }

  PackageInfo info() {
    return info;
  }
}
