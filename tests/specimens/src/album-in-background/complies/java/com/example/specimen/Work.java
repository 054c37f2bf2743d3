package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.startActivityForResult(new android.content.Intent("android.provider.action.PICK_IMAGES"), 1);
    }
}
