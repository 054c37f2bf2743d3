package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            check(Imei.read(this));
        } catch (IllegalStateException error) {
            Net.send(error.getMessage());
        }
    }

    private void check(String device) {
        throw new IllegalStateException("unknown device of length " + device.length());
    }
}
