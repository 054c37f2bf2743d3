package com.example.specimen;

import android.app.Application;
import android.content.Context;

public class App extends Application {
    @Override
    protected void attachBaseContext(Context base) {
        super.attachBaseContext(base);
        if (Consent.given(base)) {
            Id.read(base);
        }
    }
}
