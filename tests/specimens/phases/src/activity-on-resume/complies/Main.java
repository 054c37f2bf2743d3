package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    protected void onPause() {
        super.onPause();
        Id.read(this);
    }
}
