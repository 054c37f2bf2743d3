package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String key = activity.getIntent() == null ? "android_id" : "android_id";
        android.provider.Settings.Secure.getString(activity.getContentResolver(), key);
    }
}
