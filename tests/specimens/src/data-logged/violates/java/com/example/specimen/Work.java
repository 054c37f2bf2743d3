package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.util.Log.i("device", "id " + android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id"));
    }
}
