package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

abstract class Base extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        if (Consent.given(this)) {
            begin();
        }
    }

    abstract void begin();
}
