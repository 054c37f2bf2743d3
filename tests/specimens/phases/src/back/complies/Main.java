package com.example.specimen;

import android.app.Activity;

public class Main extends Activity {
    @Override
    public void onBackPressed() {
        setTitle(Id.read(this));
        super.onBackPressed();
    }
}
