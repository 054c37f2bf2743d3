package com.example.specimen;

import android.app.Activity;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

final class Work {
    static void run(final Activity activity) {
        Executors.newScheduledThreadPool(1).scheduleAtFixedRate(new Runnable() {
            @Override
            public void run() {
                activity.setTitle(android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id"));
            }
        }, 0, 5, TimeUnit.SECONDS);
    }
}
