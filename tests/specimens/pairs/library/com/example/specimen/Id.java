package com.example.specimen;

import android.content.Context;
import android.provider.Settings;

/** Reads the Android ID. */
public final class Id {
    public static String read(Context context) {
        return Settings.Secure.getString(context.getContentResolver(), Settings.Secure.ANDROID_ID);
    }
}
