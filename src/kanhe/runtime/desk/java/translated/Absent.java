package kanhe.desk.translated;

import java.util.Set;
import java.util.function.Consumer;

/** What the running app finds missing: members that are not called, and classes that were made only to link. */
public final class Absent {
    private static final Set<String> MADE = Set.of(Made.names().replace('/', '.').split("\n"));
    private static volatile Consumer<String> listener = member -> { };

    private Absent() {}

    /** Whoever runs the app may hear of each missing member that it comes to, as {@code owner.name(descriptor)}. */
    public static void listen(Consumer<String> to) {
        listener = to;
    }

    public static void reached(String member) {
        listener.accept(member);
    }

    /** The class found by name, unless it is there only to link: apps ask by name whether something exists. */
    public static Class<?> known(Class<?> found) throws ClassNotFoundException {
        if (found != null && MADE.contains(found.getName())) {
            throw new ClassNotFoundException(found.getName());
        }
        return found;
    }
}
