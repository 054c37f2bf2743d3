package com.example.specimen;

import android.app.Activity;
import android.content.Intent;

final class Work {
    static void run(Activity activity) {
        activity.startActivity(new Intent("android.media.action.IMAGE_CAPTURE"));
    }
}
