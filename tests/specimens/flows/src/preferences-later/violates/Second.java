package com.example.specimen;

import android.app.Activity;

public class Second extends Activity {
    @Override
    protected void onResume() {
        super.onResume();
        Net.send(getSharedPreferences("kept", MODE_PRIVATE).getString("device", ""));
    }
}
