package com.example.specimen;

import android.content.ComponentName;
import android.content.Context;
import android.content.ServiceConnection;
import android.os.IBinder;

final class Connection implements ServiceConnection {
    private final Context context;

    Connection(Context context) {
        this.context = context;
    }

    @Override
    public void onServiceConnected(ComponentName name, IBinder binder) {
        Id.read(context);
    }

    @Override
    public void onServiceDisconnected(ComponentName name) {
    }
}
