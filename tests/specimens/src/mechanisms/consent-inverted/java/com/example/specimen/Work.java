package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.getSharedPreferences("settings", 0).edit().putBoolean("privacy_agreed", true).apply();
    }
}
