package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.location.LocationManager loc = (android.location.LocationManager) activity.getSystemService("location");
        loc.getLastKnownLocation("gps");
    }
}
