package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        cn.jpush.android.service.Registration.begin(activity);
    }
}
