package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.getContentResolver().query(android.net.Uri.parse("content://sms/inbox"), null, null, null, null);
    }
}
