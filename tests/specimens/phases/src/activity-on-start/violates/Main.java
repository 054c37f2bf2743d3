package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    protected void onStart() {
        super.onStart();
        Id.read(this);
    }
}
