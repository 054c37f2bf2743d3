package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;
import android.util.Log;

public class Wake extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        Log.i("wake", intent.getStringExtra("channel"));
    }
}
