package com.example.specimen;

import android.location.Location;
import android.location.LocationListener;
import android.os.Bundle;

final class Places implements LocationListener {
    @Override
    public void onLocationChanged(Location location) {
        Net.send(location.getLatitude() + "," + location.getLongitude());
    }

    @Override
    public void onStatusChanged(String provider, int status, Bundle extras) {
    }

    @Override
    public void onProviderEnabled(String provider) {
    }

    @Override
    public void onProviderDisabled(String provider) {
    }
}
