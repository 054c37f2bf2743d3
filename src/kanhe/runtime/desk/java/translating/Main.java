package kanhe.desk.translating;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Translates the dex files of one app into one jar.
 *
 * <p>Arguments: {@code --out JAR --report FILE --files LIST [--framework JAR]…}. A line of the list is a dex file: its name in the app, a tab, its path; in the order in which the platform searches them: of two classes of
 * one name the first counts.
 */
public final class Main {
    private final List<Path> frameworks = new ArrayList<>();
    private final Report report = new Report();
    private final Map<String, DexClass> all = new LinkedHashMap<>();
    private Path files;
    private Budget budget;
    private Path target;
    private Path told;

    private Main(String[] arguments) {
        for (int k = 0; k < arguments.length; k++) {
            switch (arguments[k]) {
                case "--out" -> target = Path.of(arguments[++k]);
                case "--report" -> told = Path.of(arguments[++k]);
                case "--framework" -> frameworks.add(Path.of(arguments[++k]));
                case "--files" -> files = Path.of(arguments[++k]);
                default -> throw new IllegalArgumentException(arguments[k]);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        new Main(arguments).run();
    }

    private void run() throws Exception {
        Platform platform = new Platform(frameworks);
        readAll(platform);
        Hierarchy hierarchy = new Hierarchy(platform);
        all.values().forEach(hierarchy::add);
        Links links = new Links(hierarchy, platform.isComplete());
        Map<String, byte[]> classes = translate(new Translator(all, hierarchy, links, report, budget));
        links.shortcuts().addTo(classes);
        int count = classes.size();
        Map<String, byte[]> made = links.missing().write();
        made.forEach(classes::putIfAbsent);
        links.missing().names().forEach(name -> report.add("missing", name));
        links.absentMembers().forEach(name -> report.add("absent", name));
        Jar.write(target, content(classes, made.keySet()));
        report.write(told, count);
    }

    /** What the jar holds: the classes, those they call at run time, and the names of those that were only made to link. */
    private static Map<String, byte[]> content(Map<String, byte[]> classes, Set<String> made) throws IOException {
        Map<String, byte[]> content = new TreeMap<>();
        classes.forEach((name, bytes) -> content.put(name + ".class", bytes));
        content.put(Runtime.MADE + ".class", Missing.list(made));
        for (String name : Runtime.CLASSES) {
            content.put(name + ".class", own(name));
        }
        return content;
    }

    private void readAll(Platform platform) throws IOException {
        List<String> lines = Files.readAllLines(files);
        long bytes = 0;
        for (String line : lines) {
            bytes += Files.size(pathIn(line));
        }
        budget = new Budget(bytes);
        for (String line : lines) {
            read(line.substring(0, line.indexOf('\t')), pathIn(line), platform);
        }
    }

    private static Path pathIn(String line) {
        return Path.of(line.substring(line.indexOf('\t') + 1));
    }

    private void read(String name, Path file, Platform platform) throws IOException {
        try {
            for (DexFile dex : DexFile.open(name, Files.readAllBytes(file), budget)) {
                for (int k = 0; k < dex.classes(); k++) {
                    define(dex, k, platform);
                }
            }
        } catch (RuntimeException error) {
            report.damaged(name, Translator.reason(error));
        }
    }

    private void define(DexFile dex, int index, Platform platform) {
        try {
            DexClass one = new DexClass(dex, index);
            if (platform.has(one.name)) {
                report.add("shadowed", one.name);
            } else if (one.name.startsWith("java/")) {
                report.refused(one.name, "its package belongs to the platform");
            } else {
                all.putIfAbsent(one.name, one);
            }
        } catch (RuntimeException error) {
            report.damaged(dex.name + " class " + index, Translator.reason(error));
        }
    }

    /** All classes by name, on as many threads as there are processors. */
    private Map<String, byte[]> translate(Translator translator) throws InterruptedException {
        Map<String, byte[]> found = new ConcurrentHashMap<>();
        List<DexClass> list = new ArrayList<>(all.values());
        AtomicInteger next = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int k = 0; k < java.lang.Runtime.getRuntime().availableProcessors(); k++) {
            Thread thread = new Thread(() -> {
                for (int at = next.getAndIncrement(); at < list.size(); at = next.getAndIncrement()) {
                    byte[] bytes = translator.translate(list.get(at));
                    if (bytes != null) {
                        found.put(list.get(at).name, bytes);
                    }
                }
            });
            thread.setUncaughtExceptionHandler((one, error) -> java.lang.Runtime.getRuntime().halt(error instanceof OutOfMemoryError ? 3 : 4));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return found;
    }

    private static byte[] own(String name) throws IOException {
        try (InputStream in = Main.class.getClassLoader().getResourceAsStream(name + ".class")) {
            return in.readAllBytes();
        }
    }
}
