package com.example.specimen;

import android.app.Application;
import android.content.Context;
import java.util.ArrayList;
import java.util.List;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        List<Context> all = new ArrayList<>();
        all.forEach(Id::read);
    }
}
