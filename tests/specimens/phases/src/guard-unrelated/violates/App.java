package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getBoolean("night_mode", true)) {
            Id.read(this);
        }
    }
}
