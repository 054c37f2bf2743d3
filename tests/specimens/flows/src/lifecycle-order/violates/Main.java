package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    private String text = "";

    @Override
    protected void onResume() {
        super.onResume();
        Net.send(text);
    }

    @Override
    protected void onPause() {
        super.onPause();
        text = Imei.read(this);
    }
}
