package com.example.specimen;

import android.app.Activity;
import android.net.Uri;

final class Work {
    static void run(Activity activity) {
        activity.getContentResolver().query(INBOX, null, null, null, null);
    }

    private static final Uri INBOX = Uri.parse("content://sms/inbox");
}
