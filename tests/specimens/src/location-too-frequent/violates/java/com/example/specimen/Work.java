package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        Tracker.follow(activity, 5 * Tracker.SECOND);
    }
}
