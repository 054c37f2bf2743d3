package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
        android.util.Log.i("device", "there is an id");
        activity.setTitle(id);
    }
}
