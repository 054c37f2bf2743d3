package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Lazy<String> id = new Lazy<>(() -> Id.read(this));
        if (!Settings.COMPANION.agreed(this)) {
            id.get();
        }
    }
}
