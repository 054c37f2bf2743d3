package android.content;

import android.net.Uri;
import kanhe.truth.Truth;

public class ContentResolver {
    public Object query(Uri uri, String[] columns) {
        if (uri.toString().startsWith("content://com.android.contacts")) Truth.seen("(Landroid/net/Uri;[Ljava/lang/String;)Ljava/lang/Object;");
        return null;
    }
}
