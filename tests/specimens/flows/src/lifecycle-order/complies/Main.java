package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    private String text = "";

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        Net.send(text);
    }

    @Override
    protected void onDestroy() {
        super.onDestroy();
        text = Imei.read(this);
    }
}
