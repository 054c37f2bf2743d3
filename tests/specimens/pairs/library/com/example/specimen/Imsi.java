package com.example.specimen;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Reads the IMSI. */
public final class Imsi {
    public static String read(Context context) {
        return ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getSubscriberId();
    }
}
