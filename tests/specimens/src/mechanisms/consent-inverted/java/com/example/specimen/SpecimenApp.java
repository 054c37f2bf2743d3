package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (!getSharedPreferences("settings", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            id = android.provider.Settings.Secure.getString(getContentResolver(), "android_id");
        }
    }

    String id;
}
