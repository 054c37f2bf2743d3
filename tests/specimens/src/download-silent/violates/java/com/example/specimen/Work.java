package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        com.bytedance.sdk.openadsdk.TTAdSdk.init(activity);
    }
}
