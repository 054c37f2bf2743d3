package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            activity.openFileOutput("profile", android.content.Context.MODE_WORLD_READABLE).close();
        } catch (java.io.IOException error) {
            activity.setTitle(error.getMessage());
        }
    }
}
