package com.example.specimen;

import android.content.Context;

interface Step {
    default void run(Context context) {
        Id.read(context);
    }
}
