package com.example.specimen;

import android.telephony.TelephonyManager;

/** Nothing creates this class or calls it. */
final class Unused {
    static String read(TelephonyManager phone) {
        return phone.getDeviceId();
    }
}
