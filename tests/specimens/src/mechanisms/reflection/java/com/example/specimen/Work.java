package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            Class<?> type = Class.forName("android.telephony.TelephonyManager");
            type.getMethod("getSubscriberId").invoke(activity.getSystemService("phone"));
        } catch (ReflectiveOperationException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
