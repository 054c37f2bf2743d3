package com.example.specimen;

import android.app.Activity;
import android.content.ContentValues;
import android.database.sqlite.SQLiteDatabase;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        SQLiteDatabase base = openOrCreateDatabase("kept", MODE_PRIVATE, null);
        ContentValues row = new ContentValues();
        row.put("device", Imei.read(this));
        row.clear();
        row.put("channel", "store");
        base.insert("devices", null, row);
    }
}
