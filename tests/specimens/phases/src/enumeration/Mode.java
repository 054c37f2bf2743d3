package com.example.specimen;

import android.os.Build;

enum Mode {
    READING {
        @Override
        String text() {
            return Build.SERIAL;
        }
    },
    RESTING {
        @Override
        String text() {
            return "none";
        }
    };

    abstract String text();
}
