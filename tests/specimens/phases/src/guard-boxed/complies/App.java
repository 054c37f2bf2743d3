package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Boolean agreed = Consent.given(this);
        if (Boolean.TRUE.equals(agreed)) {
            Id.read(this);
        }
    }
}
