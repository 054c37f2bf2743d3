package com.example.specimen;

import android.app.Activity;
import android.os.Build;
import android.os.Bundle;
import org.json.JSONException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(Imei.read(this) + Id.read(this) + Build.SERIAL);
        Report report = new Report();
        report.put("event", "start");
        report.put("channel", "store");
        new Thread(() -> {
            try {
                Net.send(report.text());
            } catch (JSONException error) {
                finish();
            }
        }).start();
    }
}
