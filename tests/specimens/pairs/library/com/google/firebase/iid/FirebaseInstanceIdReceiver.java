package com.google.firebase.iid;

import android.content.BroadcastReceiver;
import android.content.Context;
import android.content.Intent;

/** Our own stand-in for the class of this name: hands a push on to the app's service. */
public class FirebaseInstanceIdReceiver extends BroadcastReceiver {
    @Override
    public void onReceive(Context context, Intent push) {
        context.startService(new Intent("com.google.firebase.MESSAGING_EVENT").setPackage(context.getPackageName()));
    }
}
