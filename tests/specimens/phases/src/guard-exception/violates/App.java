package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        try {
            Privacy.require(this);
        } catch (IllegalStateException error) {
            Id.read(this);
        }
    }
}
