package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.HashMap;
import java.util.Map;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Map<String, String> map = new HashMap<>();
        map.put("device", "none");
        map.put("device", Imei.read(this));
        Net.send(map.get("device"));
    }
}
