package com.example.specimen;

import android.content.Context;

final class Collecting {
    private final Context context;
    private final Gate gate;

    Collecting(Context context, Gate gate) {
        this.context = context;
        this.gate = gate;
    }

    void begin() {
        if (gate.open()) {
            Id.read(context);
        }
    }
}
