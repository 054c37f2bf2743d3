package com.example.specimen;

import android.app.Application;

public class App extends Application {
    static String id;

    @Override
    public void onCreate() {
        super.onCreate();
        id = Id.read(this);
    }
}
