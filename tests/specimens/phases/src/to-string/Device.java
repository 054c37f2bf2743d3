package com.example.specimen;

import android.content.Context;

final class Device {
    private final Context context;

    Device(Context context) {
        this.context = context;
    }

    @Override
    public String toString() {
        return Id.read(context);
    }
}
