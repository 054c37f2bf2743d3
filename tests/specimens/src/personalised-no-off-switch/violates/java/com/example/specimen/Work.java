package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        new com.bytedance.sdk.openadsdk.TTAdConfig.Builder().customController(null);
        com.bytedance.sdk.openadsdk.TTAdSdk.init(activity);
    }
}
