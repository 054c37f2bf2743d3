package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Question.ask(this, new Asked() {
            @Override
            public void answered(boolean agreed) {
                if (agreed) {
                    Id.read(Main.this);
                }
            }
        });
    }
}
