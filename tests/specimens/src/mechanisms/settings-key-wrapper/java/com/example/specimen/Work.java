package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        Reader.read(activity, "android_id");
    }

    static final class Reader {
        static String read(Activity activity, String key) {
            return android.provider.Settings.Secure.getString(activity.getContentResolver(), key);
        }
    }
}
