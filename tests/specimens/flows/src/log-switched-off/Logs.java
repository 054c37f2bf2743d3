package com.example.specimen;

import android.util.Log;

final class Logs {
    static boolean on;

    static void put(String text) {
        if (on) {
            Log.d("app", text);
        }
    }
}
