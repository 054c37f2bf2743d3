package com.example.specimen;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

public class Boot extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        if (Consent.given(context)) {
            Id.read(context);
        }
    }
}
