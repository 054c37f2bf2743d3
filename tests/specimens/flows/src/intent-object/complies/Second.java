package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Second extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        Net.send(((Profile) getIntent().getSerializableExtra("profile")).name);
    }
}
