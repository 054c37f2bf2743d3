package com.example.specimen;

import android.content.Context;

final class Work {
    static void begin(Context context) {
        next(context);
    }

    private static void next(Context context) {
        Id.read(context);
    }
}
