package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.startService(new android.content.Intent(activity, TrackService.class));
    }
}
