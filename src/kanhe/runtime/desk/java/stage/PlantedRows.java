package kanhe.desk.stage;

import android.database.Cursor;
import android.database.MatrixCursor;
import android.net.Uri;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kanhe.desk.watch.Canaries;

/** What the system's providers answer: one row, whose texts are the planted value. */
final class PlantedRows {
  private static final Map<String, String> ITEMS = Map.of(
      "com.android.contacts", "contacts", "contacts", "contacts", "icc", "contacts", "call_log", "call-log", "sms", "sms",
      "mms", "sms", "mms-sms", "sms", "com.android.calendar", "calendar", "media", "photos");
  private static final String[] COLUMNS = {"_id", "display_name", "data1", "number", "address", "body", "title", "_data",
      "_display_name", "date"};
  private static final String[] WORDS = {"name", "number", "data1", "data4", "address", "body", "title", "_data", "email",
      "subject", "description", "location", "path", "url", "mime", "organizer", "note", "text"};
  private static volatile Canaries canaries;

  private PlantedRows() {}

  static void plant(Canaries planted) {
    canaries = planted;
  }

  static Set<String> authorities() {
    return ITEMS.keySet();
  }

  /** Null if the provider is none of the system's. */
  static Cursor of(Uri uri, String[] columns) {
    String item = uri == null || uri.getAuthority() == null ? null : ITEMS.get(uri.getAuthority());
    if (item == null || canaries == null) {
      return null;
    }
    String[] names = columns == null || columns.length == 0 ? COLUMNS : columns;
    MatrixCursor cursor = new MatrixCursor(names);
    Object[] row = new Object[names.length];
    for (int i = 0; i < names.length; i++) {
      row[i] = text(names[i].toLowerCase(Locale.ROOT)) ? canaries.value(item, "") : (Object) 1L;
    }
    cursor.addRow(row);
    return cursor;
  }

  /** Columns that hold words; every other is a number to who asks for one. */
  private static boolean text(String name) {
    if (name.endsWith("_id") || name.contains("count") || name.contains("type") || name.startsWith("has_")) {
      return false;
    }
    for (String word : WORDS) {
      if (name.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
