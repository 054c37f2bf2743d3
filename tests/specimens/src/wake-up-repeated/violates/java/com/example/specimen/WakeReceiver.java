package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class WakeReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        context.getCacheDir().delete();
    }
}
