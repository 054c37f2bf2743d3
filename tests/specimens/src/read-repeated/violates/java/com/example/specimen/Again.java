package com.example.specimen;

import android.app.Activity;
import android.os.Handler;

final class Again implements Runnable {
    private final Activity activity;
    private final Handler handler = new Handler();
    String id;

    Again(Activity activity) {
        this.activity = activity;
    }

    @Override
    public void run() {
        id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
        handler.postDelayed(this, 2000);
    }
}
