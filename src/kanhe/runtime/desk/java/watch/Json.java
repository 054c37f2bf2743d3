package kanhe.desk.watch;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** Writing JSON: objects from names and values, without what is null. */
public final class Json {
  private Json() {}

  /** An object of alternating names and values. */
  public static String object(Object... pairs) {
    StringBuilder out = new StringBuilder("{");
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i + 1] == null) {
        continue;
      }
      if (out.length() > 1) {
        out.append(',');
      }
      text(out, (String) pairs[i]);
      out.append(':');
      value(out, pairs[i + 1]);
    }
    return out.append('}').toString();
  }

  /** Alternating names and values, and more of them. */
  static Object[] and(Object[] pairs, Object... more) {
    Object[] all = Arrays.copyOf(pairs, pairs.length + more.length);
    System.arraycopy(more, 0, all, pairs.length, more.length);
    return all;
  }

  /** Text that is JSON already. */
  public static final class Raw {
    final String json;

    public Raw(String json) {
      this.json = json;
    }
  }

  private static void value(StringBuilder out, Object value) {
    if (value instanceof Raw) {
      out.append(((Raw) value).json);
    } else if (value instanceof Collection) {
      out.append('[');
      boolean first = true;
      for (Object each : (Collection<?>) value) {
        if (!first) {
          out.append(',');
        }
        first = false;
        value(out, each);
      }
      out.append(']');
    } else if (value instanceof Double) {
      out.append(String.format(Locale.ROOT, "%.6f", (Double) value));
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(out, String.valueOf(value));
    }
  }

  private static void text(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == 0x7f || Character.isSurrogate(c) && !paired(text, i)) {
        out.append(String.format("\\u%04x", (int) (Character.isSurrogate(c) ? 0xfffd : c)));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String text, int i) {
    char c = text.charAt(i);
    return Character.isHighSurrogate(c)
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
