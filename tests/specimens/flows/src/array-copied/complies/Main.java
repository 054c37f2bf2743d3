package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String[] all = {"a", Imei.read(this), "c"};
        String[] some = new String[2];
        System.arraycopy(all, 1, some, 0, 2);
        Net.send(some[1]);
    }
}
