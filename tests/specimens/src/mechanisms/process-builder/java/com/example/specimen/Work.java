package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            new ProcessBuilder("pm", "list", "packages").start();
            new ProcessBuilder("getprop", "ro.serialno").start();
        } catch (java.io.IOException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
