package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new Ask(this, () -> Id.read(this), this::finish).show();
    }
}
