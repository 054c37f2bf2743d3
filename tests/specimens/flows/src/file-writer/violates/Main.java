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
        try (FileWriter out = new FileWriter(new File(getExternalFilesDir(null), ".device"))) {
            out.write(Imei.read(this));
        } catch (IOException error) {
            finish();
        }
    }
}
