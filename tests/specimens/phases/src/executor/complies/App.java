package com.example.specimen;

import android.app.Application;
import java.util.concurrent.Executors;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Executors.newSingleThreadExecutor().execute(new Runnable() {
            @Override
            public void run() {
                if (Consent.given(App.this)) {
                    Id.read(App.this);
                }
            }
        });
    }
}
