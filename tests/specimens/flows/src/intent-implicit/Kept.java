package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Kept extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setTitle(getIntent().getStringExtra("device"));
    }
}
