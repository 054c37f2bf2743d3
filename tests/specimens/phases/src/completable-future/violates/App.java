package com.example.specimen;

import android.app.Application;
import java.util.concurrent.CompletableFuture;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        CompletableFuture.supplyAsync(() -> "start").thenAccept(text -> Id.read(this));
    }
}
