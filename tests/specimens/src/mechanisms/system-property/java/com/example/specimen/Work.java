package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            Class<?> type = Class.forName("android.os.SystemProperties");
            type.getMethod("get", String.class).invoke(null, "ro.serialno");
        } catch (ReflectiveOperationException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
