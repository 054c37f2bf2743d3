package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    public void onWindowFocusChanged(boolean focused) {
        Id.read(this);
    }
}
