package com.example.specimen;

import android.content.Context;

/** Whether the user has agreed to the policy, as it is kept on the device. */
public final class Consent {
    public static boolean given(Context context) {
        return context.getSharedPreferences("settings", Context.MODE_PRIVATE).getBoolean("privacy_agreed", false);
    }

    public static void give(Context context) {
        context.getSharedPreferences("settings", Context.MODE_PRIVATE).edit().putBoolean("privacy_agreed", true).apply();
    }
}
