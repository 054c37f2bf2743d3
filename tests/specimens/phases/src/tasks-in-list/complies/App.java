package com.example.specimen;

import android.app.Application;
import java.util.ArrayList;
import java.util.List;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        List<Runnable> tasks = new ArrayList<>();
        tasks.add(() -> getPackageName());
        tasks.add(() -> {
            if (Consent.given(this)) {
                Id.read(this);
            }
        });
        for (Runnable task : tasks) {
            task.run();
        }
    }
}
