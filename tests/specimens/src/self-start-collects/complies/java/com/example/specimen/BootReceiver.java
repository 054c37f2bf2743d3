package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class BootReceiver extends BroadcastReceiver {
    static String id;

    @Override
    public void onReceive(Context context, Intent intent) {
        id = context.getPackageName();
    }
}
