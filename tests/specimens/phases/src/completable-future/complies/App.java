package com.example.specimen;

import android.app.Application;
import java.util.concurrent.CompletableFuture;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        CompletableFuture.supplyAsync(() -> Consent.given(this)).thenAccept(given -> {
            if (given) {
                Id.read(this);
            }
        });
    }
}
