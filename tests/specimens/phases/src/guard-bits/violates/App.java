package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if ((getSharedPreferences("settings", MODE_PRIVATE).getInt("privacy_consent_bits", 0) & 1) == 0) {
            Id.read(this);
        }
    }
}
