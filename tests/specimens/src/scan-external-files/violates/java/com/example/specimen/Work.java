package com.example.specimen;

import android.app.Activity;
import android.os.Environment;

final class Work {
    static void run(Activity activity) {
        for (java.io.File file : Environment.getExternalStorageDirectory().listFiles()) {
            activity.setTitle(file.getName());
        }
    }
}
