package android.provider;

import android.content.ContentResolver;
import kanhe.truth.Truth;

public class Settings {
    public static class Secure {
        public static String getString(ContentResolver resolver, String key) {
            if (!key.equals("android_id")) return "other";
            Truth.seen("(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;");
            return "a1b2c3d4e5f60718";
        }
    }
}
