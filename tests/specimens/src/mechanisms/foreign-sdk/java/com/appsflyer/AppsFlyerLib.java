package com.appsflyer;

/** Stands in for the SDK: the same name, none of its code. */
public final class AppsFlyerLib {
    static boolean started;

    public static void start(android.content.Context context) {
        started = context != null;
    }
}
