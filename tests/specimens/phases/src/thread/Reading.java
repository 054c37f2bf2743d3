package com.example.specimen;

import android.content.Context;

final class Reading extends Thread {
    private final Context context;

    Reading(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Id.read(context);
    }
}
