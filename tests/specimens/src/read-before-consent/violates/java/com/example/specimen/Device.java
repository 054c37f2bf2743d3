package com.example.specimen;

import android.content.Context;

final class Device {
    static String id;

    static void remember(Context context) {
        id = android.provider.Settings.Secure.getString(context.getContentResolver(), "android_id");
    }
}
