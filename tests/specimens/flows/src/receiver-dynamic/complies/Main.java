package com.example.specimen;

import android.app.Activity;
import android.content.Intent;
import android.content.IntentFilter;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        registerReceiver(new Listening(), new IntentFilter("com.example.specimen.OTHER"));
        sendBroadcast(new Intent("com.example.specimen.READ").setPackage(getPackageName()).putExtra("device", Imei.read(this)));
    }
}
