package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.os.CountDownTimer;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new CountDownTimer(3000, 1000) {
            @Override
            public void onTick(long left) {
            }

            @Override
            public void onFinish() {
                Id.read(Main.this);
            }
        }.start();
    }
}
