package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            android.hardware.Camera.open().release();
        }
    }
}
