package kanhe.desk.watch;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Who begins a callback of the app: the platform, which hands something over, or the app itself. */
final class Handing {
  private static final StackWalker WALKER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Handing() {}

  /** Whether the method of the app that runs now was called by the platform, or by a library that stands for it. */
  static boolean byPlatform() {
    Optional<Class<?>> caller = WALKER.walk(frames ->
        frames.<Class<?>>map(StackFrame::getDeclaringClass).filter(owner -> !between(owner)).skip(1).findFirst());
    return caller.map(owner -> !(owner.getClassLoader() instanceof AppLoader) || AppLoader.library(owner.getName())).orElse(true);
  }

  /** The recorder's own classes and those of reflection call for somebody else. */
  private static boolean between(Class<?> owner) {
    String name = owner.getName();
    return name.startsWith("kanhe.desk.watch.") || name.startsWith("java.lang.reflect.") || name.startsWith("jdk.internal.reflect.");
  }
}
