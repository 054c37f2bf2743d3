package com.example.specimen;

import android.app.Activity;
import android.content.ContentValues;
import android.net.Uri;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        ContentValues row = new ContentValues();
        row.put("device", Imei.read(this));
        getContentResolver().insert(Uri.parse("content://com.example.other/devices"), row);
    }
}
