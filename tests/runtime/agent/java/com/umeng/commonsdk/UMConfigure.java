package com.umeng.commonsdk;

import android.telephony.TelephonyManager;

public class UMConfigure {
    public static String init(TelephonyManager phone) {
        return phone.getDeviceId(0);
    }
}
