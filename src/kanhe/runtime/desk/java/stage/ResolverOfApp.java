package kanhe.desk.stage;

import android.database.Cursor;
import android.net.Uri;
import android.os.CancellationSignal;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowContentResolver;

/** Asks providers: those of the app itself, and those of the system, which hold what was planted. */
@Implements(className = "android.content.ContentResolver")
public class ResolverOfApp extends ShadowContentResolver {
  @Override
  @Implementation
  protected Cursor query(Uri uri, String[] columns, String selection, String[] arguments, String order) {
    Cursor planted = PlantedRows.of(uri, columns);
    return planted == null ? super.query(uri, columns, selection, arguments, order) : planted;
  }

  @Override
  @Implementation
  protected Cursor query(
      Uri uri, String[] columns, String selection, String[] arguments, String order, CancellationSignal signal) {
    Cursor planted = PlantedRows.of(uri, columns);
    return planted == null ? super.query(uri, columns, selection, arguments, order, signal) : planted;
  }
}
