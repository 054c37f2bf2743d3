package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        new Thread(() -> {
            for (int turn = 0; turn < 30; turn++) {
                if (Consent.given(this)) {
                    break;
                }
                android.os.SystemClock.sleep(1000);
            }
            Id.read(this);
        }).start();
    }
}
