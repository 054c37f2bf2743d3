package com.example.specimen;

import android.service.notification.NotificationListenerService;
import android.service.notification.StatusBarNotification;

public class Listener extends NotificationListenerService {
    @Override
    public void onNotificationPosted(StatusBarNotification notification) {
        notification.getPackageName();
    }
}
