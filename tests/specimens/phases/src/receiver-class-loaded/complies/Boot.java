package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class Boot extends BroadcastReceiver {
    private static String id;

    @Override
    public void onReceive(Context context, Intent intent) {
        id = Id.read(context);
    }
}
