package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All interfaces that are watched, from the table that the knowledge gives. */
public final class Points {
  /** A callback: {@code proto} null is any. */
  private static final class Callback {
    final int id;
    final String proto;

    Callback(int id, String proto) {
      this.id = id;
      this.proto = proto;
    }
  }

  private final List<Point> all = new ArrayList<>();
  private final Map<String, List<Integer>> calls = new HashMap<>();
  private final Map<String, List<Callback>> callbacks = new HashMap<>();
  private final Map<String, String> fields = new HashMap<>();

  /** Tabs between: {@code call owner name via kind argument shows}, behind it its {@code choice kind asks argument shows
   * constant…}; {@code delivery owner name kind proto}; {@code field owner name kind}; a dash for nothing. */
  Points(List<String> lines, Questions questions) {
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      switch (parts[0]) {
        case "call":
          calls.computeIfAbsent(parts[2], k -> new ArrayList<>()).add(all.size());
          all.add(new Point(parts[1], parts[2], parts[3], given(parts[4]), Integer.parseInt(parts[5]), given(parts[6])));
          break;
        case "choice":
          Question question = questions.of(parts[2], List.of(parts).subList(5, parts.length), parts[4]);
          all.get(all.size() - 1).choices.add(new Choice(parts[1], Integer.parseInt(parts[3]), question));
          break;
        case "delivery":
          callbacks.computeIfAbsent(parts[2], k -> new ArrayList<>()).add(new Callback(all.size(), given(parts[4])));
          all.add(new Point(parts[1], parts[2], "delivery", parts[3], 0, null));
          break;
        default:
          fields.put(parts[1] + "." + parts[2], parts[3]);
      }
    }
  }

  private static String given(String text) {
    return text.equals("-") ? null : text;
  }

  public Point get(int id) {
    return all.get(id);
  }

  /** Points that a call by this name may be, whatever its class. */
  List<Integer> candidates(String name) {
    return calls.getOrDefault(name, List.of());
  }

  /** Callbacks that a method of this name and prototype may carry out, whatever its class. */
  List<Integer> callbacks(String name, String desc) {
    List<Integer> found = new ArrayList<>();
    for (Callback callback : callbacks.getOrDefault(name, List.of())) {
      if (callback.proto == null || callback.proto.equals(desc)) {
        found.add(callback.id);
      }
    }
    return found;
  }

  /** The item that a read of a field yields; null: none. */
  public String field(String owner, String name) {
    return fields.get(owner + "." + name);
  }
}
