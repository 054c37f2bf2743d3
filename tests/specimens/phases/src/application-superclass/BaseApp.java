package com.example.specimen;

import android.app.Application;

public class BaseApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Id.read(this);
    }
}
