package kanhe.desk.watch;

import java.util.List;

/** Values of a call as text. */
final class Words {
  private static final int MOST = 200;

  private Words() {}

  /** The words of a command, given as one text, as several, or as what will start it. */
  static String command(Object value) {
    if (value instanceof ProcessBuilder) {
      return String.join(" ", ((ProcessBuilder) value).command());
    }
    if (value instanceof Object[]) {
      StringBuilder words = new StringBuilder();
      for (Object word : (Object[]) value) {
        words.append(words.length() == 0 ? "" : " ").append(word);
      }
      return words.toString();
    }
    return value instanceof List ? command(((List<?>) value).toArray()) : String.valueOf(value);
  }

  /** {@code content://com.android.contacts/data} is {@code com.android.contacts}; what is no URI is one by itself. */
  static String authority(String text) {
    int from = text.indexOf("://");
    if (from < 0) {
      return cut(text);
    }
    int end = text.indexOf('/', from + 3);
    return cut(text.substring(from + 3, end < 0 ? text.length() : end));
  }

  static String cut(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST);
  }
}
