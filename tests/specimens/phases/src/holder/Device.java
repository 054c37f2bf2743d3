package com.example.specimen;

import android.os.Build;

final class Device {
    private final String serial = Build.SERIAL;

    private static final class Holder {
        static final Device DEVICE = new Device();
    }

    static Device get() {
        return Holder.DEVICE;
    }

    static String name() {
        return "device";
    }
}
