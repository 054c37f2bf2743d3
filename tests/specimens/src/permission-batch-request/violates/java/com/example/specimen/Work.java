package com.example.specimen;

import android.app.Activity;
import android.provider.ContactsContract;

final class Work {
    static void run(Activity activity) {
        activity.requestPermissions(new String[] {"android.permission.CAMERA", "android.permission.READ_CONTACTS"}, 1);
        android.hardware.Camera camera = android.hardware.Camera.open();
        camera.release();
        activity.getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
    }
}
