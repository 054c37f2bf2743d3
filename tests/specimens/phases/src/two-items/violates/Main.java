package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    protected void onResume() {
        super.onResume();
        Id.read(this);
    }
}
