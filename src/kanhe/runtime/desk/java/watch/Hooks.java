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

  public static Object returned(int id, Object[] words, Object result, String type) {
    return recorder.returned(id, "java", words, result, type);
  }

  public static Object threw(int id, Object[] words, Throwable problem, String type) throws Throwable {
    Object instead = recorder.threw(id, "java", words, problem, type);
    if (instead == null) {
      throw problem;
    }
    return instead;
  }

  public static Object field(String kind, String owner, String name, Object value, String type) {
    return recorder.field(kind, owner, name, value, type);
  }

  /** {@code Method.invoke}: the same as the call itself, recorded as made by reflection. */
  public static Object invoke(Method method, Object target, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    int id = loader.point(Type.getInternalName(method.getDeclaringClass()), method.getName(), Type.getMethodDescriptor(method));
    Object[] words = arguments == null ? new Object[0] : arguments;
    if (id < 0) {
      return device.invoke(method, target, arguments);
    }
    String type = Type.getDescriptor(method.getReturnType());
    Object result;
    try {
      result = device.invoke(method, target, arguments);
    } catch (InvocationTargetException problem) {
      Object instead = recorder.threw(id, "reflect", words, problem.getCause(), type);
      if (instead == null) {
        throw problem;
      }
      return instead;
    }
    return recorder.returned(id, "reflect", words, result, type);
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

  public static Process exec(Object[] words) throws java.io.IOException {
    return device.exec(words);
  }

  /** {@code ProcessBuilder.start}. */
  public static Process start(ProcessBuilder builder) throws java.io.IOException {
    return device.exec(new Object[] {builder.command()});
  }

  /** Thrown through the app when it ends its own process. */
  public static final class Ended extends ThreadDeath {}
}
