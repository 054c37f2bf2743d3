package com.example.specimen;

import android.app.Application;
import java.io.File;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        if (!new File(getFilesDir(), "privacy_agreed").exists()) {
            Id.read(this);
        }
    }
}
