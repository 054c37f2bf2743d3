package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.IOException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            Disk.write(this, "device.txt", Imei.read(this));
            Net.send(Disk.read(this, "channel.txt"));
        } catch (IOException error) {
            finish();
        }
    }
}
