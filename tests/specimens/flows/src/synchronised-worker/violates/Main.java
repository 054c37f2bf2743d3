package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String imei = Imei.read(this);
        Uploads uploads = new Uploads();
        uploads.start();
        uploads.add(imei);
    }
}
