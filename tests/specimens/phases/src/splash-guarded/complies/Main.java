package com.example.specimen;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        if (Consent.given(this)) {
            startActivity(new Intent(this, Second.class));
        } else {
            findViewById(R.id.agree).setOnClickListener(view -> {
                Consent.give(this);
                startActivity(new Intent(this, Second.class));
            });
        }
    }
}
