package com.umeng.commonsdk;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Reads what the SDK wants to know. */
final class Collector {
    static String device;

    static void collect(Context context) {
        device = ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getDeviceId();
    }
}
