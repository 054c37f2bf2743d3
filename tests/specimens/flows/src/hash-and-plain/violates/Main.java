package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String imei = Imei.read(this);
        Net.send(imei);
        Log.i("main", Sum.of(imei));
    }
}
