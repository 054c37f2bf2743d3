package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Id.read(this);
        if (!Consent.given(this)) {
            return;
        }
    }
}
