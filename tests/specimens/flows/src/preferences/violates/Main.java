package com.example.specimen;

import android.app.Activity;
import android.content.SharedPreferences;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        SharedPreferences kept = getSharedPreferences("kept", MODE_PRIVATE);
        kept.edit().putString("device", Imei.read(this)).apply();
        Net.send(kept.getString("device", ""));
    }
}
