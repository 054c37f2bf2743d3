package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String id = java.util.UUID.randomUUID().toString();
        activity.setTitle(id);
    }
}
