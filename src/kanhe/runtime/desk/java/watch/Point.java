package kanhe.desk.watch;

import java.util.ArrayList;
import java.util.List;

/** An interface that is watched: a method or constructor, and what a call of it stands for by its arguments. */
public final class Point {
  /** What the call stands for if the argument is as it says. */
  static final class Meaning {
    final String kind;
    final int argument;
    final String match;
    final String text;

    Meaning(String kind, int argument, String match, String text) {
      this.kind = kind;
      this.argument = argument;
      this.match = match;
      this.text = text;
    }
  }

  final String owner;
  final String name;
  final String proto;
  final List<Meaning> meanings = new ArrayList<>();

  /** {@code proto} null: every overload. */
  Point(String owner, String name, String proto) {
    this.owner = owner;
    this.name = name;
    this.proto = proto;
  }

  String api() {
    return owner.replace('/', '.') + "." + name;
  }

  /** What a call stands for; null: nothing that is looked for. */
  Meaning meaning(Object[] words) {
    for (Meaning meaning : meanings) {
      if (meaning.argument < 0) {
        return meaning;
      }
      if (meaning.argument < words.length && holds(meaning, words[meaning.argument])) {
        return meaning;
      }
    }
    return null;
  }

  private static boolean holds(Meaning meaning, Object value) {
    if (value == null) {
      return false;
    }
    String text = shown(value);
    switch (meaning.match) {
      case "equals":
        return text.equals(meaning.text);
      case "prefix":
        return text.startsWith(meaning.text);
      default:
        return text.contains(meaning.text);
    }
  }

  /** An argument as text: a path, a key, a URI, the words of a command. */
  static String shown(Object value) {
    if (value instanceof Object[]) {
      StringBuilder words = new StringBuilder();
      for (Object word : (Object[]) value) {
        words.append(words.length() == 0 ? "" : " ").append(word);
      }
      return words.toString();
    }
    if (value instanceof List) {
      return shown(((List<?>) value).toArray());
    }
    return String.valueOf(value);
  }
}
