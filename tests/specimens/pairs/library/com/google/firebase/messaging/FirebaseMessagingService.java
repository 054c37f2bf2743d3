package com.google.firebase.messaging;

import android.app.Service;
import android.content.Intent;
import android.os.IBinder;

/** Our own stand-in for the class of this name. */
public class FirebaseMessagingService extends Service {
    public void onMessageReceived(RemoteMessage message) {
    }

    public void onNewToken(String token) {
    }

    @Override
    public int onStartCommand(Intent intent, int flags, int number) {
        onMessageReceived(new RemoteMessage());
        return START_NOT_STICKY;
    }

    @Override
    public IBinder onBind(Intent intent) {
        return null;
    }
}
