package com.example.specimen;

import android.content.Context;
import android.os.Handler;
import android.os.Message;

final class Worker extends Handler {
    static final int READ = 1;
    static final int REST = 2;
    private final Context context;

    Worker(Context context) {
        this.context = context;
    }

    @Override
    public void handleMessage(Message message) {
        switch (message.what) {
            case READ:
                Id.read(context);
                break;
            default:
                break;
        }
    }
}
