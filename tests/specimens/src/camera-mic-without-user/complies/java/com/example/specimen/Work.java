package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.hardware.Camera.open().release();
    }
}
