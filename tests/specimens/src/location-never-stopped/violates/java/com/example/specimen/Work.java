package com.example.specimen;

import android.app.Activity;
import android.content.Context;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.os.Bundle;

final class Work {
    static void run(Activity activity) {
        LocationManager manager = ((LocationManager) activity.getSystemService(Context.LOCATION_SERVICE));
        Here here = new Here();
        manager.requestLocationUpdates("gps", 600000L, 0, here);
    }

    private static final class Here implements LocationListener {
        Location last;

        @Override
        public void onLocationChanged(Location location) {
            last = location;
        }

        @Override
        public void onStatusChanged(String provider, int status, Bundle extras) {}

        @Override
        public void onProviderEnabled(String provider) {}

        @Override
        public void onProviderDisabled(String provider) {}
    }
}
