package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Privacy.AGREED.set(Consent.given(this));
        if (Privacy.AGREED.get()) {
            Id.read(this);
        }
    }
}
