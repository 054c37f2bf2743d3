package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        if (Consent.given(this)) {
            begin();
        } else {
            findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
                @Override
                public void onClick(View view) {
                    Consent.give(Main.this);
                    begin();
                }
            });
        }
    }

    private void begin() {
        Id.read(this);
    }
}
