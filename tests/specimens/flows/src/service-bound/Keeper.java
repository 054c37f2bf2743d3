package com.example.specimen;

import android.app.Service;
import android.content.Intent;
import android.os.Binder;
import android.os.IBinder;

public class Keeper extends Service {
    @Override
    public IBinder onBind(Intent intent) {
        return new Door(Imei.read(this));
    }

    static final class Door extends Binder {
        private final String device;

        Door(String device) {
            this.device = device;
        }

        String device() {
            return device;
        }

        String name() {
            return "keeper";
        }
    }
}
