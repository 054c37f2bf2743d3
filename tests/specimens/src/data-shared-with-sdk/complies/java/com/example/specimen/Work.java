package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        String id = android.provider.Settings.Secure.getString(activity.getContentResolver(), "android_id");
        activity.setTitle(id);
        com.umeng.analytics.MobclickAgent.onProfileSignIn("visitor");
    }
}
