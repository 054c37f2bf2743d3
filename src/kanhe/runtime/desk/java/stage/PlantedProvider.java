package kanhe.desk.stage;

import android.app.Application;
import android.content.ContentUris;
import android.content.ContentValues;
import android.content.SearchRecentSuggestionsProvider;
import android.content.pm.ProviderInfo;
import android.database.Cursor;
import android.net.Uri;
import org.robolectric.shadows.ShadowContentResolver;

/**
 * A provider of the system: however it is asked, it answers with what was planted; what is written to it is not kept.
 *
 * <p>Nothing of the class above is used: the compiler takes no class below {@code ContentProvider} itself, whose marks of the
 * sandbox are hidden from it.
 */
public final class PlantedProvider extends SearchRecentSuggestionsProvider {
  /** All of them, in a process whose other providers are not there yet. */
  static void install(Application application) {
    for (String authority : PlantedRows.authorities()) {
      ProviderInfo info = new ProviderInfo();
      info.authority = authority;
      info.exported = true;
      PlantedProvider provider = new PlantedProvider();
      provider.attachInfo(application, info);
      ShadowContentResolver.registerProviderInternal(authority, provider);
    }
  }

  @Override
  public boolean onCreate() {
    return true;
  }

  @Override
  public Cursor query(Uri uri, String[] columns, String selection, String[] arguments, String order) {
    return PlantedRows.of(uri, columns);
  }

  @Override
  public String getType(Uri uri) {
    return null;
  }

  @Override
  public Uri insert(Uri uri, ContentValues values) {
    return ContentUris.withAppendedId(uri, 1);
  }

  @Override
  public int delete(Uri uri, String selection, String[] arguments) {
    return 0;
  }

  @Override
  public int update(Uri uri, ContentValues values, String selection, String[] arguments) {
    return 0;
  }
}
