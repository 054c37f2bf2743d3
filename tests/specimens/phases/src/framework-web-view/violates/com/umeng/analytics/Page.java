package com.umeng.analytics;

import android.content.Context;
import android.telephony.TelephonyManager;

public final class Page {
    public static void open(Context context) {
        ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getDeviceId();
    }
}
