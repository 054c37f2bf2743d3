package com.example.specimen;

import android.content.Context;
import android.location.Location;
import android.location.LocationListener;
import android.location.LocationManager;
import android.os.Bundle;

final class Tracker {
    static final long SECOND = Long.parseLong("1000");
    static final long EVERY = 2000;

    static void follow(Context context, long ignored) {
        LocationManager manager = ((LocationManager) context.getSystemService(Context.LOCATION_SERVICE));
        Here here = new Here();
        ask(manager, EVERY * 5, here);
        manager.removeUpdates(here);
    }

    private static void ask(LocationManager manager, long interval, Here here) {
        manager.requestLocationUpdates("gps", interval, 0, here);
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
