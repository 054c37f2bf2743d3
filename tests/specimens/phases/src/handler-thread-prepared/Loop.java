package com.example.specimen;

import android.content.Context;
import android.os.HandlerThread;

final class Loop extends HandlerThread {
    private final Context context;

    Loop(Context context) {
        super("loop");
        this.context = context;
    }

    @Override
    protected void onLooperPrepared() {
        Id.read(context);
    }
}
