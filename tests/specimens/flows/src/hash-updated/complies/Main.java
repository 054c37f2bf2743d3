package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Base64;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            digest.update("salt".getBytes());
            Net.send(Base64.encodeToString(digest.digest(), Base64.NO_WRAP) + Imei.read(this));
        } catch (NoSuchAlgorithmException error) {
            finish();
        }
    }
}
