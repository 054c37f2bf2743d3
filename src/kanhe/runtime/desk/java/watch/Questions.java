package kanhe.desk.watch;

import java.net.InetAddress;
import java.util.List;

/** The questions of the table by their names, as an agent asks them on a phone. */
final class Questions {
  private static final String LAUNCHER = "android.intent.category.LAUNCHER";

  private final String app;
  private final Paths paths;
  private final Values values;

  Questions(String app, Paths paths, Values values) {
    this.app = app;
    this.paths = paths;
    this.values = values;
  }

  Question of(String name, List<String> constants, String shows) {
    switch (name) {
      case "equals":
        return value -> value instanceof String && constants.contains(value) ? (String) value : null;
      case "integer":
        return value -> value instanceof Number && constants.contains(value.toString()) ? value.toString() : null;
      case "prefix":
        return value -> prefix(paths.text(value), constants, shows.equals("authority"));
      case "contains":
        return value -> first(constants, Words.command(value));
      case "shared-path":
        return value -> paths.root(paths.text(value));
      case "own-address":
        return value -> value instanceof InetAddress && Addresses.own((InetAddress) value) ? "" : null;
      case "other-package":
        return value -> value instanceof String && !value.equals(app) && !value.equals("android") ? Words.cut((String) value) : null;
      case "foreign-intent":
        return new ObjectQuestion(values::intent, value -> foreign(values.target(value)));
      case "intent-action":
        return new ObjectQuestion(values::intent, value -> among(constants, values.action(value)));
      case "launcher-intent":
        return new ObjectQuestion(values::intent, value -> values.category(value, LAUNCHER) ? "" : null);
      case "filter-action":
        return new ObjectQuestion(values::filter, value -> waited(constants, value));
      case "sensor-type":
        return new ObjectQuestion(values::sensor, value -> among(constants, String.valueOf(values.type(value))));
      default:
        throw new IllegalArgumentException(name);
    }
  }

  private String prefix(String text, List<String> constants, boolean authority) {
    for (String constant : constants) {
      if (text != null && text.startsWith(constant)) {
        return authority ? Words.authority(text) : paths.own(text) ? null : constant;
      }
    }
    return null;
  }

  private static String first(List<String> constants, String text) {
    return constants.stream().filter(text::contains).findFirst().orElse(null);
  }

  private static String among(List<String> constants, String text) {
    return text != null && constants.contains(text) ? text : null;
  }

  private String waited(List<String> actions, Object filter) {
    return actions.stream().filter(action -> values.waits(filter, action)).findFirst().orElse(null);
  }

  private String foreign(String target) {
    return target == null || target.equals(app) ? null : Words.cut(target);
  }
}
