package com.example.weather;

import android.app.Application;

public class WeatherApp extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        // Started with the process, before anybody was asked.
        cn.jpush.android.api.JPushInterface.init(this);
    }
}
