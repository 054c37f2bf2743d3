package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getInt("agreed_policy_version", 0) >= 3) {
            Id.read(this);
        }
    }
}
