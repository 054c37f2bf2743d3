package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.os.Handler;
import android.os.HandlerThread;
import android.view.View;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        HandlerThread thread = new HandlerThread("work");
        thread.start();
        final Handler handler = new Handler(thread.getLooper());
        findViewById(R.id.begin).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                handler.post(new Runnable() {
                    @Override
                    public void run() {
                        Id.read(Main.this);
                    }
                });
            }
        });
    }
}
