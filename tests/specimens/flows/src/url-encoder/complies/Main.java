package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;
import java.io.IOException;
import java.net.URLEncoder;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            setTitle(URLEncoder.encode(Imei.read(this), "UTF-8"));
            Log.i("main", URLEncoder.encode("none", "UTF-8"));
        } catch (IOException error) {
            finish();
        }
    }
}
