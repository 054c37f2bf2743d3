package kanhe.desk.watch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;

/**
 * Loads the classes of the app, rewritten, above the framework's. What the framework has, it gives; the app's own libraries
 * are the app's and never those with which the desk was built.
 */
public final class AppLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String[] FRAMEWORK = {"android.", "com.android.", "dalvik.", "libcore.", "org.json.",
      "org.xmlpull.", "org.kxml2.", "javax.microedition.", "org.apache.http.", "org.xml.", "org.w3c.", "sun.", "jdk.", "org.ccil."};
  private static final String[] LIBRARY = {"android.support.", "android.arch.", "androidx."};

  private final ClassLoader framework;
  private final JarFile jar;
  private final List<ZipFile> apks = new ArrayList<>();
  private final Points points;
  private final Map<String, Integer> known = new ConcurrentHashMap<>();
  private final Ancestry ancestry = new Ancestry(this::bytes);

  public AppLoader(ClassLoader framework, String jar, List<String> apks, Points points) throws IOException {
    super(framework);
    this.framework = framework;
    this.jar = new JarFile(jar);
    for (String apk : apks) {
      this.apks.add(new ZipFile(apk));
    }
    this.points = points;
  }

  Points points() {
    return points;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (name.startsWith("java.") || name.startsWith("kanhe.desk.") && !name.startsWith("kanhe.desk.translated.")) {
        return framework.loadClass(name);
      }
      if (begins(name, FRAMEWORK) && !begins(name, LIBRARY)) {
        try {
          return framework.loadClass(name);
        } catch (ClassNotFoundException | NoClassDefFoundError missing) {
          // The app brings along what this framework lacks.
        }
      }
      JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
      if (entry != null) {
        return define(name, entry);
      }
      return ClassLoader.getPlatformClassLoader().loadClass(name);
    }
  }

  private Class<?> define(String name, JarEntry entry) throws ClassNotFoundException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] code = CallRewriter.rewritten(in.readAllBytes(), this);
      return defineClass(name, code, 0, code.length);
    } catch (IOException problem) {
      throw new ClassNotFoundException(name, problem);
    }
  }

  private static boolean begins(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class is of a support library, which stands for the platform though the app brings it along. */
  static boolean library(String name) {
    return begins(name, LIBRARY);
  }

  /**
   * The watched interface that a call reaches by its class, name and prototype; -1: none. What the app defines itself on the
   * way is the app's: a call of the platform's within it will be seen by itself.
   */
  int point(String owner, String name, String desc) {
    List<Integer> candidates = points.candidates(name);
    if (candidates.isEmpty()) {
      return -1;
    }
    boolean made = name.equals("<init>");
    return known.computeIfAbsent(owner + "->" + name + desc, k -> {
      String at = made ? owner : ancestry.nearest(owner, one -> among(candidates, one) >= 0,
          one -> inApp(one) && ancestry.defines(one, name, desc));
      return at == null ? -1 : among(candidates, at);
    });
  }

  /** The callback that a method of the app carries out; -1: none. */
  int callback(String owner, String name, String desc) {
    List<Integer> candidates = points.callbacks(name, desc);
    if (candidates.isEmpty() || library(owner.replace('/', '.'))) {
      return -1;
    }
    String at = ancestry.nearest(owner, one -> among(candidates, one) >= 0, one -> false);
    return at == null ? -1 : among(candidates, at);
  }

  private int among(List<Integer> candidates, String owner) {
    return candidates.stream().filter(id -> points.get(id).owner.equals(owner)).findFirst().orElse(-1);
  }

  private boolean inApp(String name) {
    return jar.getJarEntry(name + ".class") != null;
  }

  private InputStream bytes(String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name + ".class");
    return entry != null ? jar.getInputStream(entry) : framework.getResourceAsStream(name + ".class");
  }

  /** The package in which a file lies; null: it lies in none. */
  private ZipFile holding(String name) {
    for (ZipFile apk : apks) {
      if (apk.getEntry(name) != null) {
        return apk;
      }
    }
    return null;
  }

  @Override
  protected URL findResource(String name) {
    JarEntry inJar = name.endsWith(".class") ? jar.getJarEntry(name) : null;
    try {
      if (inJar != null) {
        return new URL("jar:file:" + jar.getName() + "!/" + name);
      }
      ZipFile apk = holding(name);
      return apk == null ? null : new URL("jar:file:" + apk.getName() + "!/" + name);
    } catch (MalformedURLException problem) {
      return null;
    }
  }

  @Override
  public URL getResource(String name) {
    return findResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) {
    URL found = findResource(name);
    return found == null ? Collections.emptyEnumeration() : Collections.enumeration(List.of(found));
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      ZipFile apk = holding(name);
      if (apk != null && !name.endsWith(".dex")) {
        return new ByteArrayInputStream(apk.getInputStream(apk.getEntry(name)).readAllBytes());
      }
    } catch (IOException problem) {
      return null;
    }
    return null;
  }

  /** Whether the app itself holds a class. */
  public boolean holds(String name) {
    return inApp(name.replace('.', '/'));
  }
}
