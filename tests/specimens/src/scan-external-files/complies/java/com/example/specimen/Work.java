package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        for (java.io.File file : activity.getFilesDir().listFiles()) {
            activity.setTitle(file.getName());
        }
    }
}
