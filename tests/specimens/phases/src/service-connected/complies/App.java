package com.example.specimen;

import android.app.Application;
import android.content.Intent;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (Consent.given(this)) {
            bindService(new Intent(this, Worker.class), new Connection(this), BIND_AUTO_CREATE);
        }
    }
}
