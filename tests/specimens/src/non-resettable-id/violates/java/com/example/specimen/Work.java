package com.example.specimen;

import android.app.Activity;
import android.telephony.TelephonyManager;

final class Work {
    static void run(Activity activity) {
        TelephonyManager phone = (TelephonyManager) activity.getSystemService("phone");
        phone.getDeviceId();
    }
}
