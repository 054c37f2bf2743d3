package com.example.specimen;

import android.os.Handler;
import android.os.Message;

final class Post extends Handler {
    @Override
    public void handleMessage(Message message) {
        if (message.what == 1) {
            Net.send((String) message.obj);
        }
    }
}
