package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        try {
            activity.getPackageManager().getPackageInfo(activity.getPackageName(), 0);
        } catch (android.content.pm.PackageManager.NameNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
