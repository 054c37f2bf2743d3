package kanhe.desk.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Planted values: what the app gets instead of an item, and by which a value that comes back is known. */
public final class Canaries {
  /** A planted value that is in a result. */
  static final class Canary {
    final String id;
    /** What the app is to see instead; null if what it has got holds the value already. */
    final Object instead;

    Canary(String id, Object instead) {
      this.id = id;
      this.instead = instead;
    }
  }

  private final Map<String, String> values = new LinkedHashMap<>();

  /** {@code id tab kind tab value} each. */
  public Canaries(List<String> lines) {
    for (String line : lines) {
      String[] parts = line.split("\t", 3);
      values.putIfAbsent(parts[1], parts[2]);
    }
  }

  public String value(String kind) {
    return values.get(kind);
  }

  public String value(String kind, String otherwise) {
    return values.getOrDefault(kind, otherwise);
  }

  /** The planted value of an item for a result of a type by descriptor; null if none is planted that fits. */
  Canary in(String kind, Object result, String type) {
    String value = values.get(kind);
    if (value == null) {
      return null;
    }
    if (type.equals("Ljava/lang/String;") || type.equals("Ljava/lang/CharSequence;")) {
      return new Canary(kind, value);
    }
    if (result != null && String.valueOf(result).contains(value)) {
      return new Canary(kind, null);
    }
    return null;
  }

  /** The id of the planted value that is in what the app was handed; null: it is not. */
  String within(String kind, Object handed) {
    String value = values.get(kind);
    return value != null && handed != null && String.valueOf(handed).contains(value) ? kind : null;
  }

  public Map<String, String> all() {
    return values;
  }
}
