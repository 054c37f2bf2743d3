package com.example.specimen;

import android.app.Application;
import androidx.startup.AppInitializer;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        AppInitializer.getInstance(this).initializeComponent(Begin.class);
    }
}
