package kanhe.desk.translating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which methods of the framework are watched: lines of {@code id mode owner name descriptor}, separated by tabs, with mode
 * {@code watch} or {@code instead} and names as class files have them.
 *
 * <p>A call is watched when its class, or any class or interface above it, is listed with the method, and no class of the app
 * in between has the method itself.
 */
final class Hooks {
    /** One line of the table. */
    record Hook(int id, boolean instead, String recorder) {}

    private static final Hook NONE = new Hook(-1, false, "");
    private final Map<String, Map<String, Hook>> byMethod = new HashMap<>();
    private final Map<String, Hook> known = new ConcurrentHashMap<>();
    private final Hierarchy hierarchy;

    Hooks(Hierarchy hierarchy, Path table, String recorder) throws IOException {
        this.hierarchy = hierarchy;
        if (table != null) {
            for (String line : Files.readAllLines(table)) {
                String[] parts = line.split("\t");
                byMethod.computeIfAbsent(parts[3] + parts[4], key -> new HashMap<>())
                        .put(parts[2], new Hook(Integer.parseInt(parts[0]), parts[1].equals("instead"), recorder));
            }
        }
    }

    /** The hook of a call by owner and name with descriptor; null for nearly all. */
    Hook of(String owner, String key) {
        Map<String, Hook> owners = byMethod.get(key);
        if (owners == null) {
            return null;
        }
        Hook found = known.computeIfAbsent(owner + " " + key, unused -> find(owner, key, owners));
        return found == NONE ? null : found;
    }

    private Hook find(String owner, String key, Map<String, Hook> owners) {
        if (owners.containsKey(owner)) {
            return owners.get(owner);
        }
        if (key.startsWith("<init>")) {
            return NONE;
        }
        Hierarchy.Found own = hierarchy.method(owner, key);
        if (own != null && own.owner().ofApp()) {
            return NONE;
        }
        return hierarchy.ancestors(owner).stream().filter(owners::containsKey).map(owners::get).findFirst().orElse(NONE);
    }
}
