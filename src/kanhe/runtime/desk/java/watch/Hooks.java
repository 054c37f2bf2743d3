package kanhe.desk.watch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.objectweb.asm.Type;

/** What rewritten code of the app calls. */
public final class Hooks {
  private static volatile Recorder recorder;
  private static volatile AppLoader loader;
  private static volatile Device device;

  private Hooks() {}

  public static void set(Recorder recorder, AppLoader loader, Device device) {
    Hooks.recorder = recorder;
    Hooks.loader = loader;
    Hooks.device = device;
  }

  public static Recorder recorder() {
    return recorder;
  }

  /** {@code words} begin with the receiver. */
  public static Object returned(int id, Object[] words, Object result, String desc) {
    return recorder.returned(id, false, words, result, desc);
  }

  public static Object threw(int id, Object[] words, Throwable problem, String desc) throws Throwable {
    Object instead = recorder.threw(id, false, words, problem, desc);
    if (instead == null) {
      throw problem;
    }
    return instead;
  }

  /** A callback of the app begins. */
  public static void delivered(int id, Object[] words, String desc) {
    recorder.delivered(id, words, desc);
  }

  public static Object field(String kind, String owner, String name, Object value, String type) {
    return recorder.field(kind, owner, name, value, type);
  }

  /** {@code Method.invoke}: the same as the call itself, recorded as made by reflection. */
  public static Object invoke(Method method, Object target, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    String desc = Type.getMethodDescriptor(method);
    int id = loader.point(Type.getInternalName(method.getDeclaringClass()), method.getName(), desc);
    if (id < 0) {
      return device.invoke(method, target, arguments);
    }
    Object[] words = new Object[arguments == null ? 1 : arguments.length + 1];
    words[0] = target;
    if (arguments != null) {
      System.arraycopy(arguments, 0, words, 1, arguments.length);
    }
    Object result;
    try {
      result = device.invoke(method, target, arguments);
    } catch (InvocationTargetException problem) {
      Object instead = recorder.threw(id, true, words, problem.getCause(), desc);
      if (instead == null) {
        throw problem;
      }
      return instead;
    }
    return recorder.returned(id, true, words, result, desc);
  }

  public static void exit(int code) {
    recorder.gap(Gap.PROCESS_ENDED, "");
    throw new Ended();
  }

  public static void library(String name) {
    recorder.gap(Gap.NATIVE_LIBRARY, name);
  }

  /** A native method of the app: what it would do is not known. */
  public static void nativeMethod(String name) {
    recorder.gap(Gap.NATIVE_METHOD, name);
  }

  /** Where a path of the device lies on this computer. */
  public static String path(String path) {
    return device.path(path);
  }

  /** A path as the app knows it; an agent in this JVM asks too. */
  public static String told(String path) {
    return device == null ? path : device.told(path);
  }

  /** {@code Runtime.exec} and {@code ProcessBuilder.start}, their words from the receiver on. */
  public static Process exec(Object[] words) throws java.io.IOException {
    return device.exec(words[words.length > 1 ? 1 : 0]);
  }

  /** Thrown through the app when it ends its own process. */
  public static final class Ended extends ThreadDeath {}
}
