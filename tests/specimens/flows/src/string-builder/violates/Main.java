package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        StringBuilder text = new StringBuilder("id=");
        text.append(Imei.read(this)).append("&v=1");
        Net.send(text.toString());
    }
}
