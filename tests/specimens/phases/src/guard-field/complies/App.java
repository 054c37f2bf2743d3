package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Session session = new Session(this);
        if (session.agreed) {
            Id.read(this);
        }
    }
}
