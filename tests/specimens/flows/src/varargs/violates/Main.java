package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(second("a", Imei.read(this), "c"));
    }

    private static String second(String... parts) {
        return parts[1];
    }
}
