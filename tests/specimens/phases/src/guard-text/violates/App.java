package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (!"yes".equals(getSharedPreferences("settings", MODE_PRIVATE).getString("privacy_consent", "no"))) {
            Id.read(this);
        }
    }
}
