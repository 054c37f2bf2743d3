package com.example.specimen;

import android.location.LocationManager;

/** Not a class that could exist at run time; the compiler names the method on it all the same. */
abstract class Phone {
    abstract String getDeviceId();
}
