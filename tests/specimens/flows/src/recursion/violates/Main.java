package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(pad(Imei.read(this), 3));
    }

    private static String pad(String text, int count) {
        return count == 0 ? text : pad(text + "0", count - 1);
    }
}
