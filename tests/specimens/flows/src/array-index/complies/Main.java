package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String[] parts = new String[3];
        parts[0] = "a";
        parts[1] = Imei.read(this);
        Net.send(parts[0]);
    }
}
