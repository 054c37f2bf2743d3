package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(Hex.md5(Imei.read(this)));
        Net.send("id=" + Hex.md5("none"));
    }
}
