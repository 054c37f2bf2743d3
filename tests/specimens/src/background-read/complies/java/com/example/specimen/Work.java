package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        activity.getContentResolver().query(android.provider.ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
    }
}
