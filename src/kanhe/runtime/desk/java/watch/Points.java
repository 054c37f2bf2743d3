package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All interfaces that are watched, from the table that the knowledge gives. */
public final class Points {
  private final List<Point> all = new ArrayList<>();
  private final Map<String, List<Integer>> byName = new HashMap<>();
  private final Map<String, String> fields = new HashMap<>();

  /** {@code call kind owner name proto|* argument match text} or {@code field kind owner name}, tabs between. */
  public Points(List<String> lines) {
    Map<String, Integer> known = new HashMap<>();
    for (String line : lines) {
      String[] parts = line.split("\t", -1);
      if (parts[0].equals("field")) {
        fields.put(parts[2] + "." + parts[3], parts[1]);
        continue;
      }
      String key = parts[2] + "->" + parts[3] + parts[4];
      Integer id = known.get(key);
      if (id == null) {
        id = all.size();
        known.put(key, id);
        all.add(new Point(parts[2], parts[3], parts[4].equals("*") ? null : parts[4]));
        byName.computeIfAbsent(parts[3], k -> new ArrayList<>()).add(id);
      }
      all.get(id).meanings.add(new Point.Meaning(parts[1], Integer.parseInt(parts[5]), parts[6], parts[7]));
    }
  }

  public Point get(int id) {
    return all.get(id);
  }

  public int size() {
    return all.size();
  }

  /** Points that a call by this name and prototype may be, whatever its class. */
  public List<Integer> candidates(String name, String desc) {
    List<Integer> found = new ArrayList<>();
    for (int id : byName.getOrDefault(name, List.of())) {
      String proto = all.get(id).proto;
      if (proto == null || proto.equals(desc)) {
        found.add(id);
      }
    }
    return found;
  }

  /** The item that a read of a field yields; null: none. */
  public String field(String owner, String name) {
    return fields.get(owner + "." + name);
  }
}
