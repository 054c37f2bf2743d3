package com.example.specimen;

import android.app.Activity;
import android.content.Context;
import android.location.Location;
import android.location.LocationManager;

final class Work {
    static void run(Activity activity) {
        Location last = ((LocationManager) activity.getSystemService(Context.LOCATION_SERVICE)).getLastKnownLocation("gps");
        activity.setTitle(last == null ? "-" : "+");
    }
}
