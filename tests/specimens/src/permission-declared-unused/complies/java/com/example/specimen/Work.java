package com.example.specimen;

import android.app.Activity;
import android.provider.ContactsContract;

final class Work {
    static void run(Activity activity) {
        activity.getContentResolver().query(ContactsContract.Contacts.CONTENT_URI, null, null, null, null);
    }
}
