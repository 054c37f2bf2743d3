package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        switch (getSharedPreferences("settings", MODE_PRIVATE).getInt("agree_privacy", 0)) {
            case 1:
                Id.read(this);
                break;
            default:
                break;
        }
    }
}
