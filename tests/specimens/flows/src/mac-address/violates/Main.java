package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.FileOutputStream;
import java.io.IOException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String mac = Mac.read();
        try (FileOutputStream out = openFileOutput("mac", MODE_PRIVATE)) {
            out.write(mac.getBytes());
        } catch (IOException error) {
            finish();
        }
    }
}
