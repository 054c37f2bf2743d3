package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.location.Location;
import android.location.LocationManager;

public class WakeReceiver extends BroadcastReceiver {
    static Location last;

    @Override
    public void onReceive(Context context, Intent intent) {
        last = ((LocationManager) context.getSystemService(Context.LOCATION_SERVICE)).getLastKnownLocation("gps");
    }
}
