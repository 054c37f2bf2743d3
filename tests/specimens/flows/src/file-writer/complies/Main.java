package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.File;
import java.io.FileWriter;
import java.io.IOException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String device = Imei.read(this);
        try (FileWriter out = new FileWriter(new File(getExternalFilesDir(null), ".device"))) {
            out.write(device.isEmpty() ? "0" : "1");
        } catch (IOException error) {
            finish();
        }
    }
}
