package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.DataOutputStream;
import java.io.IOException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            DataOutputStream out = new DataOutputStream(new java.util.zip.GZIPOutputStream(openFileOutput("kept", MODE_PRIVATE)));
            out.writeUTF(Imei.read(this));
            out.close();
        } catch (IOException error) {
            finish();
        }
    }
}
