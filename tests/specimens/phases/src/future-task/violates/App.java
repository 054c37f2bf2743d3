package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        java.util.concurrent.FutureTask<String> task = new java.util.concurrent.FutureTask<>(() -> Id.read(this));
        new Thread(task).start();
    }
}
