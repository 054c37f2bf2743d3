package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(Imei.read(this));
        try {
            Net.send(new BufferedReader(new StringReader("none\n")).readLine());
        } catch (IOException error) {
            finish();
        }
    }
}
