package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        prepare();
    }

    private void prepare() {
        Device.remember(this);
    }
}
