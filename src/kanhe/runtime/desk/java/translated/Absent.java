package kanhe.desk.translated;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** What the running app finds missing: members that are not called, and classes that were made only to link. */
public final class Absent {
    private static final Set<String> MADE = Set.of(Made.names().replace('/', '.').split("\n"));
    private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();
    private static volatile BiConsumer<String, String> listener = (code, what) -> { };

    private Absent() {}

    /**
     * Whoever runs the app may hear of what it comes to: of each missing member as {@code "absent"} and
     * {@code owner.name(descriptor)}, and of each class that was made only to link as {@code "made-class"} and its name.
     */
    public static void listen(BiConsumer<String, String> to) {
        listener = to;
    }

    public static void reached(String member) {
        listener.accept("absent", member);
    }

    /** Code came to a class that was only made; it is told once. */
    public static void made(String name) {
        if (TOLD.add(name)) {
            listener.accept("made-class", name);
        }
    }

    /** The class found by name, unless it is there only to link: apps ask by name whether something exists. */
    public static Class<?> known(Class<?> found) throws ClassNotFoundException {
        if (found != null && MADE.contains(found.getName())) {
            throw new ClassNotFoundException(found.getName());
        }
        return found;
    }
}
