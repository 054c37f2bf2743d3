package com.example.specimen;

import android.app.Activity;
import android.os.Handler;

final class Once implements Runnable {
    private final Activity activity;
    private final Handler handler = new Handler();
    String id;

    Once(Activity activity) {
        this.activity = activity;
    }

    @Override
    public void run() {
        if (id == null) {
            id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
        }
        handler.postDelayed(new Tick(activity), 2000);
    }

    private static final class Tick implements Runnable {
        private final Activity activity;

        Tick(Activity activity) {
            this.activity = activity;
        }

        @Override
        public void run() {
            activity.setTitle("");
        }
    }
}
