package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.os.Handler;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Handler handler = new Post();
        handler.sendMessage(handler.obtainMessage(1, Imei.read(this)));
    }
}
