package com.example.specimen;

import android.app.IntentService;
import android.content.Intent;

public class Upload extends IntentService {
    public Upload() {
        super("upload");
    }

    @Override
    protected void onHandleIntent(Intent intent) {
        Net.send(intent.getStringExtra("kind"));
    }
}
