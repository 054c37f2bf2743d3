package com.example.specimen;

import android.content.Context;
import android.os.Handler;

final class Reading {
    static void ask(final Context context, final Asked asked) {
        final Handler handler = new Handler();
        new Thread(() -> {
            String device = Imei.read(context);
            handler.post(() -> asked.answered(device, "phone"));
        }).start();
    }
}
