package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Step step = new Step.Reading();
        step.run(this);
        new Step.Resting().run(this);
    }
}
