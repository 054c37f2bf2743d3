package com.example.specimen;

import android.app.Activity;
import android.os.Build;
import android.provider.Settings;

final class Work {
    static void run(Activity activity) {
        StringBuilder print = new StringBuilder();
        print.append(Settings.Secure.getString(activity.getContentResolver(), "android_id"));
        print.append(Build.MODEL).append(Build.BRAND).append(Build.MANUFACTURER).append(Build.PRODUCT);
        print.append(Build.DEVICE).append(Build.BOARD).append(Build.HARDWARE).append(Build.FINGERPRINT);
        activity.setTitle(print);
    }
}
