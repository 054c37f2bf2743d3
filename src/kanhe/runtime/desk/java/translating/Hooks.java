package kanhe.desk.translating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which methods and fields of the framework are watched: lines of {@code id mode owner name descriptor}, separated by tabs,
 * with mode {@code watch} or {@code instead} and names as class files have them. A descriptor {@code *} means all methods of the
 * name; one that is a type means a field, of which reads are watched.
 *
 * <p>A call is watched when its class, or any class or interface above it, is listed with the method, and no class of the app
 * in between has the method itself.
 */
final class Hooks {
    /** One line of the table. */
    record Hook(int id, boolean instead, String recorder) {}

    private static final Hook NONE = new Hook(-1, false, "");
    private final Map<String, Map<String, Hook>> byMember = new HashMap<>();
    private final Map<String, Hook> known = new ConcurrentHashMap<>();
    private final Hierarchy hierarchy;

    Hooks(Hierarchy hierarchy, Path table, String recorder) throws IOException {
        this.hierarchy = hierarchy;
        if (table != null) {
            for (String line : Files.readAllLines(table)) {
                String[] parts = line.split("\t");
                boolean field = !parts[4].equals("*") && parts[4].charAt(0) != '(';
                String key = field ? Hierarchy.fieldKey(parts[3], parts[4]) : parts[3] + parts[4];
                byMember.computeIfAbsent(key, unused -> new HashMap<>())
                        .put(parts[2], new Hook(Integer.parseInt(parts[0]), parts[1].equals("instead"), recorder));
            }
        }
    }

    /** The hook of a call by owner and name with descriptor; null for nearly all. */
    Hook of(String owner, String key) {
        Map<String, Hook> exact = byMember.getOrDefault(key, Map.of());
        Map<String, Hook> any = byMember.getOrDefault(key.substring(0, key.indexOf('(')) + "*", Map.of());
        if (exact.isEmpty() && any.isEmpty()) {
            return null;
        }
        Hook found = known.computeIfAbsent(owner + " " + key, unused -> {
            Hook first = find(owner, key, exact);
            return first == NONE ? find(owner, key, any) : first;
        });
        return found == NONE ? null : found;
    }

    /** The hook of a field that is read, by owner and {@link Hierarchy#fieldKey}; null for nearly all. */
    Hook ofField(String owner, String key) {
        Map<String, Hook> owners = byMember.get(key);
        Hierarchy.Found field = owners == null ? null : hierarchy.field(owner, key);
        return owners == null ? null : owners.get(field == null ? owner : field.owner().name());
    }

    private Hook find(String owner, String key, Map<String, Hook> owners) {
        if (owners.containsKey(owner)) {
            return owners.get(owner);
        }
        if (owners.isEmpty() || key.startsWith("<init>")) {
            return NONE;
        }
        Hierarchy.Found own = hierarchy.method(owner, key);
        if (own != null && own.owner().ofApp()) {
            return NONE;
        }
        return hierarchy.ancestors(owner).stream().filter(owners::containsKey).map(owners::get).findFirst().orElse(NONE);
    }
}
