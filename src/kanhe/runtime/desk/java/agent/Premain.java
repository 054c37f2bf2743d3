package kanhe.desk.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** Puts the app's clock into the timers of the JDK and of the framework, before anything else runs. */
public final class Premain {
  private Premain() {}

  public static void premain(String bootJar, Instrumentation instrumentation) throws Exception {
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(bootJar));
    // What rewriting needs must be loaded before it rewrites what loading needs.
    try (java.io.InputStream sample = Object.class.getResourceAsStream("/java/util/TimerThread.class")) {
      Timers.rewritten(sample.readAllBytes(), null);
    }
    Class.forName("kanhe.desk.clock.VirtualTime");
    Class.forName("kanhe.desk.clock.Waiters");
    Class.forName("kanhe.desk.clock.Names");
    instrumentation.addTransformer(new Clocks(), true);
    List<Class<?>> loaded = new ArrayList<>();
    for (Class<?> known : instrumentation.getAllLoadedClasses()) {
      if (Timers.ofPlatform(known.getName().replace('.', '/')) && instrumentation.isModifiableClass(known)) {
        loaded.add(known);
      }
    }
    instrumentation.retransformClasses(loaded.toArray(new Class<?>[0]));
  }

  private static final class Clocks implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] code) {
      try {
        boolean platform = loader == null && name != null && Timers.ofPlatform(name);
        boolean framework = loader != null && name != null && Timers.ofFramework(name);
        return platform || framework ? Timers.rewritten(code, loader) : null;
      } catch (Throwable problem) {
        System.err.println("clock of " + name + ": " + problem);
        return null;
      }
    }
  }
}
