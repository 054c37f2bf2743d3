package androidx.startup;

import android.content.ContentProvider;
import android.content.ContentValues;
import android.database.Cursor;
import android.net.Uri;

/** Our own stand-in for the class of this name: runs the initialisers that the meta-data names. */
public class InitializationProvider extends ContentProvider {
    @Override
    public boolean onCreate() {
        AppInitializer.getInstance(getContext()).discoverAndInitialize(getClass());
        return true;
    }

    @Override
    public Cursor query(Uri uri, String[] columns, String where, String[] values, String order) {
        throw new IllegalStateException("Not allowed.");
    }

    @Override
    public String getType(Uri uri) {
        throw new IllegalStateException("Not allowed.");
    }

    @Override
    public Uri insert(Uri uri, ContentValues values) {
        throw new IllegalStateException("Not allowed.");
    }

    @Override
    public int delete(Uri uri, String where, String[] values) {
        throw new IllegalStateException("Not allowed.");
    }

    @Override
    public int update(Uri uri, ContentValues content, String where, String[] values) {
        throw new IllegalStateException("Not allowed.");
    }
}
