package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Imei.read(this).getBytes());
            Net.send(Arrays.toString(sum));
        } catch (NoSuchAlgorithmException error) {
            finish();
        }
    }
}
