package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(pad(Imei.read(this), 1));
        Net.send(pad("x", 3));
    }

    private static String pad(String text, int count) {
        return count == 0 ? text : pad(text + "0", count - 1);
    }
}
