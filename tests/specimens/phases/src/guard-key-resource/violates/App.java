package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getBoolean(getString(R.string.key_second), true)) {
            Id.read(this);
        }
    }
}
