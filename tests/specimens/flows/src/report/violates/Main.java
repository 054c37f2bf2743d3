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
        Report report = new Report();
        report.put("imei", Imei.read(this));
        report.put("android_id", Id.read(this));
        report.put("serial", Build.SERIAL);
        new Thread(() -> {
            try {
                Net.send(report.text());
            } catch (JSONException error) {
                finish();
            }
        }).start();
    }
}
