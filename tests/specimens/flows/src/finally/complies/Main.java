package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String text = Imei.read(this);
        try {
            Integer.parseInt(text);
        } catch (NumberFormatException error) {
            setTitle("x");
        } finally {
            text = "none";
            Net.send(text);
        }
    }
}
