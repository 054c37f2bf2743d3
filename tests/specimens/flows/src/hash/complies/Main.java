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
        String imei = Imei.read(this);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest("salt".getBytes());
            Net.send(Arrays.toString(sum));
            setTitle(imei);
        } catch (NoSuchAlgorithmException error) {
            finish();
        }
    }
}
