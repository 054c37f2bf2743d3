package kanhe.desk.watch;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/** What lies around the app and is not the framework: files of the system, commands. */
public final class Device {
  private static final String[] OURS = {"/sdcard", "/storage", "/proc", "/sys", "/data", "/system", "/dev", "/vendor",
      "/persist", "/mnt", "/etc", "/product", "/cache"};

  private final Path root;

  public Device(Path root) {
    this.root = root;
  }

  Object invoke(Method method, Object target, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
    Class<?> owner = method.getDeclaringClass();
    if (owner == Runtime.class && method.getName().equals("exec")
        || owner == ProcessBuilder.class && method.getName().startsWith("start")) {
      throw new InvocationTargetException(new IOException("error=13, Permission denied"));
    }
    try {
      return method.invoke(target, arguments);
    } catch (IllegalAccessException problem) {
      // The caller is the app's class no longer; what it may call, it may call through us.
      method.setAccessible(true);
      return method.invoke(target, arguments);
    }
  }

  /** A path of the device below the folder that stands for it; paths already there stay. */
  String path(String path) {
    if (path == null || !path.startsWith("/") || path.startsWith(root.toString())) {
      return path;
    }
    for (String ours : OURS) {
      if (path.equals(ours) || path.startsWith(ours + "/")) {
        return root + path;
      }
    }
    return path;
  }

  /** A path as the app knows it: what lies in the folder that stands for the device lies on the device. */
  public String told(String path) {
    String begin = root.toString();
    return path.startsWith(begin + "/") ? path.substring(begin.length()) : path;
  }

  public void file(String path, String content) throws IOException {
    Path file = Path.of(root + path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** No command of an app is ever run on this computer. */
  Process exec(Object command) throws IOException {
    throw new IOException("Cannot run program \"" + Words.command(command) + "\": error=13, Permission denied");
  }

  public File root() {
    return root.toFile();
  }
}
