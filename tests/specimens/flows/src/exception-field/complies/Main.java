package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            check(Imei.read(this));
        } catch (Refused error) {
            Net.send("code " + error.code);
        }
    }

    private void check(String device) throws Refused {
        throw new Refused(device, 3);
    }
}
