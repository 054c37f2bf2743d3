package com.example.specimen;

import android.os.Handler;
import android.os.Message;
import android.util.Log;

final class Post extends Handler {
    @Override
    public void handleMessage(Message message) {
        Log.i("post", message.getData().getString("shown"));
    }
}
