package com.example.specimen;

import android.app.Activity;
import android.database.Cursor;
import android.net.Uri;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Cursor rows = getContentResolver().query(Uri.parse("content://com.android.contacts/contacts"), null, null, null, null);
        while (rows.moveToNext()) {
            setTitle(rows.getString(0));
        }
        rows.close();
        Net.send("done");
    }
}
