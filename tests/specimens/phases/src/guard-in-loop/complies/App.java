package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        for (int turn = 0; turn < 3; turn++) {
            if (!Consent.given(this)) {
                continue;
            }
            Id.read(this);
        }
    }
}
