package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    private String device = "";

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (state != null) {
            Net.send(state.getString("device"));
        }
        device = Imei.read(this);
    }

    @Override
    protected void onSaveInstanceState(Bundle state) {
        super.onSaveInstanceState(state);
        state.putString("device", device);
    }
}
