package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Privacy.agreed = Consent.given(this);
        begin();
    }

    private void begin() {
        if (Privacy.agreed) {
            Id.read(this);
        }
    }
}
