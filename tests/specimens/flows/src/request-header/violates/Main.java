package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            URLConnection connection = new URL("https://collect.example.com/").openConnection();
            connection.setRequestProperty("X-Device", Imei.read(this));
            connection.connect();
        } catch (IOException error) {
            finish();
        }
    }
}
