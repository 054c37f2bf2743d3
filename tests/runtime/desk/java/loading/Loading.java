package loading;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Loads, links and verifies every class of jars without running any, and counts how it went. */
public final class Loading {
    /** Jars whose classes are loaded, then those they find beside them behind {@code --}. */
    public static void main(String[] arguments) throws Exception {
        List<String> words = List.of(arguments);
        int split = words.contains("--") ? words.indexOf("--") : words.size();
        Path[] beside = words.stream().skip(split + 1).map(Path::of).toArray(Path[]::new);
        for (String jar : words.subList(0, split)) {
            System.out.println(all(Path.of(jar), beside));
        }
    }

    /** How many classes went which way. */
    static Map<String, Integer> all(Path jar, Path... beside) throws Exception {
        Map<String, Integer> fared = new TreeMap<>();
        URL[] path = new URL[beside.length + 1];
        for (int k = 0; k < path.length; k++) {
            path[k] = (k < beside.length ? beside[k] : jar).toUri().toURL();
        }
        try (ZipFile zip = new ZipFile(jar.toFile()); URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
                String name = all.nextElement().getName();
                if (name.endsWith(".class")) {
                    fared.merge(load(name.substring(0, name.length() - 6).replace('/', '.'), loader), 1, Integer::sum);
                }
            }
        }
        return fared;
    }

    private static String load(String name, ClassLoader loader) {
        try {
            // Asking for the constructors links a class, which verifies it, and does not initialise it.
            Class.forName(name, false, loader).getDeclaredConstructors();
            return "loaded";
        } catch (LinkageError | ClassNotFoundException error) {
            if (Boolean.getBoolean("shows")) {
                System.err.println(name + " " + error.getClass().getSimpleName() + " " + error.getMessage());
            }
            return error.getClass().getSimpleName();
        }
    }
}
