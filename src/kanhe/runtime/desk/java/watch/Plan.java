package kanhe.desk.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is to be run and how: lines of a name, a tab, and the rest; a name may stand in many lines. */
public final class Plan {
  private final Map<String, List<String>> values = new HashMap<>();

  private Plan() {}

  public static Plan read(String path) throws IOException {
    Plan plan = new Plan();
    for (String line : Files.readAllLines(Path.of(path))) {
      int tab = line.indexOf('\t');
      plan.values.computeIfAbsent(line.substring(0, tab), k -> new ArrayList<>()).add(line.substring(tab + 1));
    }
    return plan;
  }

  public String get(String name) {
    return values.get(name).get(0);
  }

  public String get(String name, String otherwise) {
    return values.containsKey(name) ? get(name) : otherwise;
  }

  public long number(String name) {
    return Long.parseLong(get(name));
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }
}
