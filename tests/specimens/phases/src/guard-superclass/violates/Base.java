package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

abstract class Base extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        begin();
    }

    abstract void begin();
}
