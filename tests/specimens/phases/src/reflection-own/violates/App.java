package com.example.specimen;

import android.app.Application;
import android.content.Context;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        try {
            Class<?> work = Class.forName("com.example.specimen.Work");
            work.getMethod("begin", Context.class).invoke(work.newInstance(), this);
        } catch (ReflectiveOperationException error) {
            error.getMessage();
        }
    }
}
