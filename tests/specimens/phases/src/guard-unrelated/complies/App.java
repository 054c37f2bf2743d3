package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (getSharedPreferences("settings", MODE_PRIVATE).getBoolean("user_agreement_accepted", false)) {
            Id.read(this);
        }
    }
}
