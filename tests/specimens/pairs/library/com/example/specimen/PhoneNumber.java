package com.example.specimen;

import android.content.Context;
import android.telephony.TelephonyManager;

/** Reads the telephone's number. */
public final class PhoneNumber {
    public static String read(Context context) {
        return ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getLine1Number();
    }
}
