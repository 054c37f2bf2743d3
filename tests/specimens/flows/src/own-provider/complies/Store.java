package com.example.specimen;

import android.content.ContentValues;
import android.net.Uri;
import android.util.Log;

public class Store extends BaseStore {
    @Override
    public Uri insert(Uri uri, ContentValues values) {
        Log.i("store", values.getAsString("channel"));
        return uri;
    }
}
