package kanhe.desk.watch;

import com.google.common.collect.ImmutableList;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import kanhe.desk.stage.ContextOfApp;
import kanhe.desk.stage.EqualizerOfDevice;
import kanhe.desk.stage.JobServiceOfApp;
import kanhe.desk.stage.LoadedApkOfApp;
import kanhe.desk.stage.PageOfApp;
import kanhe.desk.stage.SchedulerOfApp;
import kanhe.desk.stage.SearchesOfApp;
import kanhe.desk.stage.SoundOfDevice;
import org.robolectric.android.AndroidSdkShadowMatcher;
import org.robolectric.annotation.ResourcesMode;
import org.robolectric.annotation.SQLiteMode;
import org.robolectric.interceptors.AndroidInterceptors;
import org.robolectric.internal.AndroidSandbox;
import org.robolectric.internal.SandboxManager;
import org.robolectric.internal.bytecode.ClassHandler;
import org.robolectric.internal.bytecode.ClassHandlerBuilder;
import org.robolectric.internal.bytecode.InstrumentationConfiguration;
import org.robolectric.internal.bytecode.Interceptors;
import org.robolectric.internal.bytecode.MethodRef;
import org.robolectric.internal.bytecode.ShadowMap;
import org.robolectric.internal.bytecode.ShadowProviders;
import org.robolectric.plugins.SdkCollection;
import org.robolectric.pluginapi.Sdk;
import org.robolectric.util.inject.Injector;

/** Builds the sandbox in which the framework's classes live. */
final class Sandboxes {
  private Sandboxes() {}

  static AndroidSandbox build(int level) {
    Injector injector =
        new Injector.Builder(Sandboxes.class.getClassLoader()).bind(Properties.class, System.getProperties()).build();
    Sdk sdk = injector.getInstance(SdkCollection.class).getKnownSdks().stream()
        .filter(known -> known.getApiLevel() == level).findFirst().orElseThrow();
    Interceptors interceptors = new Interceptors(AndroidInterceptors.all());
    AndroidSandbox sandbox = injector.getInstance(SandboxManager.SandboxBuilder.class)
        .build(configuration(interceptors), sdk, sdk, ResourcesMode.Mode.BINARY, SQLiteMode.Mode.NATIVE);
    ShadowMap shadows = injector.getInstance(ShadowProviders.class).getBaseShadowMap().newBuilder()
        .addShadowClasses(LoadedApkOfApp.class, ContextOfApp.class, SearchesOfApp.class,
            SoundOfDevice.class, EqualizerOfDevice.class, PageOfApp.class,
            JobServiceOfApp.class, SchedulerOfApp.class).build();
    sandbox.replaceShadowMap(shadows);
    ClassHandler handler = injector.getInstance(ClassHandlerBuilder.class)
        .build(shadows, new AndroidSdkShadowMatcher(level), interceptors, ImmutableList.of());
    sandbox.configure(handler, interceptors);
    return sandbox;
  }

  private static InstrumentationConfiguration configuration(Interceptors interceptors) {
    InstrumentationConfiguration.Builder builder = new InstrumentationConfiguration.Builder();
    for (MethodRef method : interceptors.getAllMethodRefs()) {
      builder.addInterceptedMethod(method);
    }
    builder.doNotAcquirePackage("kanhe.desk.clock.").doNotAcquirePackage("kanhe.desk.watch.")
        .doNotAcquirePackage("kanhe.desk.agent.");
    for (String ours : new String[] {"org.bouncycastle.", "org.conscrypt.", "org.objectweb.asm", "org.robolectric.manifest.",
        "org.robolectric.res.", "org.w3c.", "org.xml."}) {
      builder.doNotAcquirePackage(ours);
    }
    builder.doNotAcquireClass("org.robolectric.shadow.api.ShadowPicker");
    builder
        .addClassNameTranslation("java.nio.charset.Charsets", StandardCharsets.class.getName())
        .addClassNameTranslation("java.lang.UnsafeByteSequence", Object.class.getName())
        .addClassNameTranslation("java.util.jar.StrictJarFile", Object.class.getName())
        .addClassNameTranslation("sun.misc.Cleaner", "java.lang.ref.Cleaner$Cleanable")
        .addClassNameTranslation("java.net.ExtendedResponseCache", "org.robolectric.fakes.RoboExtendedResponseCache")
        .addClassNameTranslation("java.net.ResponseSource", "org.robolectric.fakes.RoboResponseSource");
    builder.doNotInstrumentPackage("android.R").doNotInstrumentClass("android.app.RecoverableSecurityException");
    for (String framework : new String[] {"dalvik.", "libcore.", "android.", "com.android.internal.", "org.apache.http.",
        "org.ccil.cowan.tagsoup.", "org.kxml2."}) {
      builder.addInstrumentedPackage(framework);
    }
    return builder.build();
  }
}
