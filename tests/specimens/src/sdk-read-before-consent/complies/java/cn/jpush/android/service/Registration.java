package cn.jpush.android.service;

import android.content.Context;

public final class Registration {
    static String id;

    public static void begin(Context context) {
        id = android.provider.Settings.Secure.getString(context.getContentResolver(), "android_id");
    }
}
