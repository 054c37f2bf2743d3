package com.example.specimen;

import com.google.firebase.messaging.FirebaseMessagingService;
import com.google.firebase.messaging.RemoteMessage;

public class Push extends FirebaseMessagingService {
    @Override
    public void onMessageReceived(RemoteMessage message) {
        Id.read(this);
    }
}
