package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        Future<String> read = executor.submit(() -> Imei.read(this));
        Future<String> other = executor.submit(() -> "none");
        try {
            Net.send(other.get());
        } catch (InterruptedException | java.util.concurrent.ExecutionException error) {
            finish();
        }
    }
}
