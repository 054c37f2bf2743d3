package com.example.specimen;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Reads the IMEI. */
public final class Imei {
    public static String read(Context context) {
        return ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getDeviceId();
    }
}
