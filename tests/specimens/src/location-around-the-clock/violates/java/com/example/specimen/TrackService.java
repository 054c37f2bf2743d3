package com.example.specimen;

import android.app.Service;
import android.content.Context;
import android.content.Intent;
import android.location.Location;
import android.location.LocationManager;
import android.os.IBinder;
import java.util.Timer;
import java.util.TimerTask;

public class TrackService extends Service {
    private Location last;

    @Override
    public int onStartCommand(Intent intent, int flags, int id) {
        new Timer().schedule(new TimerTask() {
            @Override
            public void run() {
                locate();
            }
        }, 0, 5 * 60 * 1000);
        return START_STICKY;
    }

    void locate() {
        last = ((LocationManager) this.getSystemService(Context.LOCATION_SERVICE)).getLastKnownLocation("gps");
    }

    @Override
    public IBinder onBind(Intent intent) {
        return null;
    }
}
