package kanhe.desk.stage;

import android.database.Cursor;
import android.database.MatrixCursor;
import android.net.Uri;
import java.util.Locale;
import java.util.Map;
import kanhe.desk.watch.Canaries;

/** What the system's providers answer: one row, in which every text is the planted value. */
final class PlantedRows {
  private static final Map<String, String> ITEMS = Map.of(
      "com.android.contacts", "contacts", "contacts", "contacts", "icc", "contacts", "call_log", "call-log", "sms", "sms",
      "mms", "sms", "mms-sms", "sms", "com.android.calendar", "calendar", "media", "photos");
  private static final String[] COLUMNS = {"_id", "display_name", "data1", "number", "address", "body", "title", "_data",
      "_display_name", "date"};
  private static volatile Canaries canaries;

  private PlantedRows() {}

  static void plant(Canaries planted) {
    canaries = planted;
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
      row[i] = number(names[i].toLowerCase(Locale.ROOT)) ? (Object) 1L : canaries.value(item, "");
    }
    cursor.addRow(row);
    return cursor;
  }

  private static boolean number(String name) {
    return name.endsWith("_id") || name.contains("date") || name.contains("count") || name.contains("type")
        || name.contains("has_") || name.contains("size") || name.contains("duration") || name.startsWith("is_")
        || name.contains("time") || name.equals("read") || name.contains("version");
  }
}
