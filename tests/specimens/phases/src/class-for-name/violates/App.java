package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        try {
            Class.forName("com.example.specimen.Device");
        } catch (ClassNotFoundException error) {
            error.getMessage();
        }
    }
}
