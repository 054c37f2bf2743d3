package com.example.specimen;

import android.app.Activity;
import android.provider.Settings;

final class Work {
    static void run(Activity activity) {
        Settings.canDrawOverlays(activity);
    }
}
