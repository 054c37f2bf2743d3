package com.example.specimen;

import android.app.Application;

public class SpecimenApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        cn.jpush.android.api.JPushInterface.init(this);
    }
}
