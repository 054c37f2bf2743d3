package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.provider.Settings.Secure.getString(activity.getContentResolver(), "default_input_method");
    }
}
