package com.example.specimen;

import android.content.Context;

final class Later implements Runnable {
    private final Context context;

    Later(Context context) {
        this.context = context;
    }

    @Override
    public void run() {
        Id.read(context);
    }
}
