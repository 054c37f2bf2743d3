package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            Work.class.getDeclaredMethod("getSubscriberId").invoke(null);
        } catch (ReflectiveOperationException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
