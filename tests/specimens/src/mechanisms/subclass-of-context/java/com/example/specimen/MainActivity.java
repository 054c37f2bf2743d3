package com.example.specimen;

import android.app.Activity;
import android.content.pm.PackageManager;
import android.os.Bundle;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.consent);
        // The compiler names both methods on MainActivity.
        getContentResolver().query(android.provider.ContactsContract.Data.CONTENT_URI, null, null, null, null);
        requestPermissions(new String[] {"android.permission.CAMERA"}, 1);
    }
}
