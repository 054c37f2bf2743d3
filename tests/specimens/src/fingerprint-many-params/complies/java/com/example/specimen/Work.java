package com.example.specimen;

import android.app.Activity;
import android.os.Build;

final class Work {
    static void run(Activity activity) {
        activity.setTitle(Build.MODEL);
    }
}
