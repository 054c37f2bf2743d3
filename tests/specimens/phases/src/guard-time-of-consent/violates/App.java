package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getLong("privacy_agree_time", 0) == 0) {
            Id.read(this);
        }
    }
}
