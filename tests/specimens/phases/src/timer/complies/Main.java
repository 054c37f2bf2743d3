package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.Timer;
import java.util.TimerTask;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        if (Consent.given(this)) {
            new Timer().schedule(new TimerTask() {
                @Override
                public void run() {
                    Id.read(Main.this);
                }
            }, 1000);
        }
    }
}
