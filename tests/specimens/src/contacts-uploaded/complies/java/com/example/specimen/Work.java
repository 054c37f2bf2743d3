package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        android.database.Cursor rows = activity.getContentResolver().query(android.provider.ContactsContract.CommonDataKinds.Phone.CONTENT_URI, null, null, null, null);
        activity.setTitle(rows.moveToFirst() ? rows.getString(0) : "");
        rows.close();
        send("count");
    }

    private static void send(String text) {
        try {
            java.net.URLConnection connection = new java.net.URL("https://collect.example.com/v1").openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(text.getBytes());
        } catch (java.io.IOException offline) {
            throw new IllegalStateException(offline);
        }
    }
}
