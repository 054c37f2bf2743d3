package com.example.specimen;

import android.app.admin.DeviceAdminReceiver;
import android.content.Context;
import android.content.Intent;

public class Receiver extends DeviceAdminReceiver {
    @Override
    public void onReceive(Context context, Intent intent) {
        context.getApplicationContext();
    }
}
