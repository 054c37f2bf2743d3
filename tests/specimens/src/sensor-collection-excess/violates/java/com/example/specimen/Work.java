package com.example.specimen;

import android.app.Activity;
import android.hardware.Sensor;
import android.hardware.SensorEventListener;
import android.hardware.SensorManager;

final class Work {
    static void run(Activity activity) {
        SensorManager manager = (SensorManager) activity.getSystemService("sensor");
        manager.registerListener((SensorEventListener) null, manager.getDefaultSensor(Sensor.TYPE_ACCELEROMETER), SensorManager.SENSOR_DELAY_FASTEST);
    }
}
