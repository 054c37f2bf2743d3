package com.example.specimen;

import android.app.Activity;
import android.provider.CalendarContract;

final class Work {
    static void run(Activity activity) {
        activity.getContentResolver().query(CalendarContract.Events.CONTENT_URI, null, null, null, null);
    }
}
