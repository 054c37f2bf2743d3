package com.example.specimen;

import android.app.Activity;
import android.app.AlarmManager;
import android.app.PendingIntent;
import android.content.Intent;

final class Work {
    static void run(Activity activity) {
        Intent intent = new Intent(activity, WakeReceiver.class);
        PendingIntent pending = PendingIntent.getBroadcast(activity, 0, intent, PendingIntent.FLAG_IMMUTABLE);
        ((AlarmManager) activity.getSystemService(Activity.ALARM_SERVICE)).setRepeating(AlarmManager.RTC_WAKEUP, 0, 5 * 60 * 1000, pending);
    }
}
