package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        cn.jiguang.api.utils.JCollectionAuth.setAuth(activity, true);
        cn.jpush.android.api.JPushInterface.init(activity);
    }
}
