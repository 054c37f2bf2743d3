package com.example.specimen;

import android.app.Activity;

public class Shared extends Activity {
    static String last;

    @Override
    protected void onResume() {
        super.onResume();
        last = Id.read(this);
    }
}
