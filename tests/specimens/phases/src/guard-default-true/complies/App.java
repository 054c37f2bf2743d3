package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        boolean agreed = getSharedPreferences("settings", MODE_PRIVATE).getBoolean("privacy_agreed", false);
        if (agreed) {
            Id.read(this);
        }
    }
}
