package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Base64;
import java.security.GeneralSecurityException;
import javax.crypto.spec.SecretKeySpec;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("key".getBytes(), "HmacSHA256"));
            Net.send(Base64.encodeToString(mac.doFinal(Imei.read(this).getBytes()), Base64.NO_WRAP));
        } catch (GeneralSecurityException error) {
            finish();
        }
    }
}
