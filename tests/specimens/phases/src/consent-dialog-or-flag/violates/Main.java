package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        if (Consent.given(this)) {
            setTitle("欢迎");
        } else {
            begin();
        }
    }

    private void begin() {
        Id.read(this);
    }
}
