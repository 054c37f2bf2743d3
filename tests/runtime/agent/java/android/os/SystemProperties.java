package android.os;

import kanhe.truth.Truth;

public class SystemProperties {
    public static String get(String key) {
        if (key.equals("ro.serialno")) Truth.seen("(Ljava/lang/String;)Ljava/lang/String;");
        return "";
    }
}
