package com.example.specimen;

import android.app.Application;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        java.util.Comparator<String> order = (one, other) -> Id.read(this).compareTo(one + other);
        order.hashCode();
    }
}
