package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        android.content.Intent intent = new android.content.Intent();
        intent.setClassName("com.example.partner", "com.example.partner.WakeService");
        this.startService(intent);
    }
}
