package com.example.specimen;

import android.app.Application;
import android.content.SharedPreferences;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        SharedPreferences settings = getSharedPreferences("settings", MODE_PRIVATE);
        if (settings.getBoolean("privacy_agreed", false)) {
            Id.read(this);
        }
    }
}
