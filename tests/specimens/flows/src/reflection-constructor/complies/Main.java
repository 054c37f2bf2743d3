package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            setTitle(Imei.read(this));
            Object box = Class.forName("com.example.specimen.Box").getConstructor(String.class).newInstance("none");
            Net.send(box.toString());
        } catch (ReflectiveOperationException error) {
            finish();
        }
    }
}
