package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(second(Imei.read(this), "b", "c"));
    }

    private static String second(String... parts) {
        return parts[1];
    }
}
