package kanhe.desk.watch;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies around the app and is not the framework: files of the system, commands, names of hosts. */
public final class Device {
  private static final String[] OURS = {"/sdcard", "/storage", "/proc", "/sys", "/data", "/system", "/dev", "/vendor",
      "/persist", "/mnt", "/etc", "/product", "/cache"};

  private final Path root;
  private final Map<String, InetAddress> hosts = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger(1);

  public Device(Path root) {
    this.root = root;
  }

  Object invoke(Method method, Object target, Object[] arguments)
      throws IllegalAccessException, InvocationTargetException {
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

  public void file(String path, String content) throws IOException {
    Path file = Path.of(root + path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  Process exec(Object[] words) throws IOException {
    throw new IOException("Cannot run program \"" + Point.shown(words) + "\": error=13, Permission denied");
  }

  /** An address for a name: the sink stands behind each. */
  InetAddress[] resolve(String host) throws java.net.UnknownHostException {
    if (host == null || host.isEmpty() || host.equals("localhost") || host.matches("[0-9.]+|.*:.*")) {
      return InetAddress.getAllByName(host);
    }
    InetAddress known = hosts.get(host);
    if (known == null) {
      int id = next.getAndIncrement();
      known = InetAddress.getByAddress(host, new byte[] {100, 64, (byte) (id >> 8), (byte) id});
      hosts.put(host, known);
      names.put(known.getHostAddress(), host);
    }
    return new InetAddress[] {known};
  }

  /** The name that was given an address; the address itself if none was. */
  public String name(String address) {
    return names.getOrDefault(address, address);
  }

  public File root() {
    return root.toFile();
  }
}
