package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

final class Listening extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        Net.send(intent.getStringExtra("device"));
    }
}
