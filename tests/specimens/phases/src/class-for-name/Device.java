package com.example.specimen;

import android.os.Build;

final class Device {
    static final String SERIAL = Build.SERIAL;
}
