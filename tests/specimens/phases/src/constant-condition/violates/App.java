package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        int[] sizes = {2, 3};
        if (sizes[0] * sizes[1] == 6) {
            Id.read(this);
        }
    }
}
