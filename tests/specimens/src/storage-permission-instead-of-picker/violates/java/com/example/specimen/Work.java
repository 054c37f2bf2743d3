package com.example.specimen;

import android.app.Activity;
import android.content.Intent;

final class Work {
    static void run(Activity activity) {
        activity.startActivity(new Intent("android.intent.action.GET_CONTENT"));
        android.os.Environment.getExternalStoragePublicDirectory("Pictures");
    }
}
