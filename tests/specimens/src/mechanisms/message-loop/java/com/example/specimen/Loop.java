package com.example.specimen;

import android.app.Activity;
import android.os.Handler;
import android.os.Message;

final class Loop extends Handler {
    private final Activity activity;

    Loop(Activity activity) {
        this.activity = activity;
    }

    @Override
    public void handleMessage(Message message) {
        activity.setTitle(android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id"));
        sendEmptyMessageDelayed(1, 10 * 1000);
    }
}
