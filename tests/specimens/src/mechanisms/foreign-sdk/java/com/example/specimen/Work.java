package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        com.appsflyer.AppsFlyerLib.start(activity);
    }
}
