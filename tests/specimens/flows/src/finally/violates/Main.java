package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String text = "none";
        try {
            text = Imei.read(this);
            Integer.parseInt(text);
        } catch (NumberFormatException error) {
            setTitle("x");
        } finally {
            Net.send(text);
        }
    }
}
