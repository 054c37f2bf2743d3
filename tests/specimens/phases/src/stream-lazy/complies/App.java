package com.example.specimen;

import android.app.Application;
import java.util.Arrays;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Arrays.asList("a", "b").stream().map(text -> text + Id.read(this));
    }
}
