package com.example.specimen;

import android.app.Application;
import android.content.SharedPreferences;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Id.read(this);
        SharedPreferences settings = getSharedPreferences("settings", MODE_PRIVATE);
        if (settings.getBoolean("privacy_agreed", false)) {
            settings.edit().putInt("starts", 1).apply();
        }
    }
}
