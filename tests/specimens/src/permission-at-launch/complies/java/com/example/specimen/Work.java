package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.requestPermissions(new String[] {"android.permission.CAMERA"}, 1);
        android.hardware.Camera.open().release();
    }
}
