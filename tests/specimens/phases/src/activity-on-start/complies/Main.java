package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    protected void onRestart() {
        super.onRestart();
        Id.read(this);
    }
}
