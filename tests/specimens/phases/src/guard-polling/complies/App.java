package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        new Thread(() -> {
            while (!Consent.given(this)) {
                android.os.SystemClock.sleep(1000);
            }
            Id.read(this);
        }).start();
    }
}
