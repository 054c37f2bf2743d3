package com.example.specimen;

import android.content.Context;

final class Reflected {
    static Object read(Context context) {
        try {
            Object phone = context.getSystemService(Context.TELEPHONY_SERVICE);
            return Class.forName("android.telephony.TelephonyManager").getMethod("getDeviceId").invoke(phone);
        } catch (ReflectiveOperationException error) {
            return null;
        }
    }
}
