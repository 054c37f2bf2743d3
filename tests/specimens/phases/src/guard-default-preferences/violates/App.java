package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (!android.preference.PreferenceManager.getDefaultSharedPreferences(this).getBoolean("agree_user_agreement", false)) {
            Id.read(this);
        }
    }
}
