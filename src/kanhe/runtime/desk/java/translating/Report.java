package kanhe.desk.translating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of a translation: lines of a kind and its texts, separated by tabs, the same each time. */
final class Report {
    private final Set<String> lines = new ConcurrentSkipListSet<>();
    private final AtomicInteger methods = new AtomicInteger();
    private final boolean verbose = Boolean.getBoolean("kanhe.verbose");

    void methods(int count) {
        methods.addAndGet(count);
    }

    boolean isVerbose() {
        return verbose;
    }

    /** A method that was not translated. */
    void failed(String method, String why) {
        add("failed", method, why);
    }

    /** A class that was not translated. */
    void refused(String name, String why) {
        add("refused", name, why);
    }

    /** A dex file, or a class of it, that cannot be read. */
    void damaged(String file, String why) {
        add("damaged", file, why);
    }

    void add(String kind, String... texts) {
        StringBuilder line = new StringBuilder(kind);
        for (String text : texts) {
            line.append('\t');
            text.codePoints().map(c -> c < ' ' || c >= 0xD800 && c < 0xE000 ? '?' : c).forEach(line::appendCodePoint);
        }
        lines.add(line.toString());
    }

    void write(Path target, int classes) throws IOException {
        add("classes", Integer.toString(classes));
        add("methods", methods.toString());
        Files.write(target, lines);
    }
}
