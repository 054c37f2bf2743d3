package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        BootReceiver.id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
    }
}
