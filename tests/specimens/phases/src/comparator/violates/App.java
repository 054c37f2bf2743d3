package com.example.specimen;

import android.app.Application;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        List<String> names = new ArrayList<>(Arrays.asList("b", "a"));
        Collections.sort(names, (one, other) -> Id.read(this).compareTo(one + other));
    }
}
