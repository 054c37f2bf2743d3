package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String last = "none";
        for (int turn = 0; turn < 3; turn++) {
            last = "none";
            Net.send(last);
            last = Imei.read(this);
        }
    }
}
