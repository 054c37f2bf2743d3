package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.List;

/** An interface that is watched: a method, a constructor, or a callback of the app's, and what a call of it stands for. */
public final class Point {
  private static final int MOST_SHOWN = 64;

  final String owner;
  final String name;
  final String via;
  final List<Choice> choices = new ArrayList<>();
  private final String kind;
  private final int argument;
  private final String shows;

  /** {@code kind} null: nothing but a choice gives a call a meaning; {@code shows} null: no argument is shown without one. */
  Point(String owner, String name, String via, String kind, int argument, String shows) {
    this.owner = owner;
    this.name = name;
    this.via = via;
    this.kind = kind;
    this.argument = argument;
    this.shows = shows;
  }

  String api() {
    return owner.replace('/', '.') + "." + name;
  }

  /** What a call stands for, whose words begin with the receiver; null: nothing that is looked for. */
  Meaning meaning(Object[] words) {
    for (Choice choice : choices) {
      String shown = choice.answer(words);
      if (shown != null) {
        return new Meaning(choice.kind, shown.isEmpty() ? List.of() : List.of(shown));
      }
    }
    return kind == null ? null : new Meaning(kind, shown(words));
  }

  private List<String> shown(Object[] words) {
    Object value = shows == null || argument + 1 >= words.length ? null : words[argument + 1];
    List<String> told = new ArrayList<>();
    if (value instanceof String[] && shows.equals("permissions")) {
      for (String name : (String[]) value) {
        if (told.size() < MOST_SHOWN) {
          told.add(Words.cut(String.valueOf(name)));
        }
      }
    } else if (value instanceof String || value instanceof Number) {
      told.add(Words.cut(value.toString()));
    }
    return told;
  }
}
