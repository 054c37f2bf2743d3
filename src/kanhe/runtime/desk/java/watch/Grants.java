package kanhe.desk.watch;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Permissions that the user has granted, and which of them open an item. */
public final class Grants {
  private final Map<String, List<String>> opening = new HashMap<>();
  private final Set<String> granted = new HashSet<>();

  /** {@code kind tab permission…} each. */
  public Grants(List<String> lines) {
    for (String line : lines) {
      String[] parts = line.split("\t");
      opening.put(parts[0], List.of(parts).subList(1, parts.length));
    }
  }

  public synchronized void grant(String permission) {
    granted.add(permission);
  }

  synchronized String of(String kind) {
    List<String> permissions = opening.get(kind);
    if (permissions == null || permissions.isEmpty()) {
      return null;
    }
    return permissions.stream().anyMatch(granted::contains) ? "granted" : "denied";
  }
}
