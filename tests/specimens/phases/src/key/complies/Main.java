package com.example.specimen;

import android.app.Activity;
import android.view.KeyEvent;

public class Main extends Activity {
    @Override
    public boolean onKeyDown(int code, KeyEvent event) {
        Id.read(this);
        return super.onKeyDown(code, event);
    }
}
