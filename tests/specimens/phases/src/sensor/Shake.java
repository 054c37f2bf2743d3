package com.example.specimen;

import android.content.Context;

final class Shake implements android.hardware.SensorEventListener {
    private final Context context;

    Shake(Context context) {
        this.context = context;
    }

    @Override
    public void onSensorChanged(android.hardware.SensorEvent event) {
        Id.read(context);
    }

    @Override
    public void onAccuracyChanged(android.hardware.Sensor sensor, int accuracy) {
    }

    static void listen(Context context) {
        android.hardware.SensorManager sensors = (android.hardware.SensorManager) context.getSystemService(Context.SENSOR_SERVICE);
        sensors.registerListener(new Shake(context), sensors.getDefaultSensor(android.hardware.Sensor.TYPE_LIGHT), 3);
    }
}
