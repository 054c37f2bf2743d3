package com.example.specimen;

import android.app.Activity;
import android.content.ClipData;
import android.content.ClipboardManager;
import android.content.Context;
import android.os.Bundle;

public class MainActivity extends Activity {
    private ClipData found;

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.consent);
    }

    @Override
    protected void onResume() {
        super.onResume();
        if (getSharedPreferences("settings", MODE_PRIVATE).getBoolean("privacy_agreed", false)) {
            found = ((ClipboardManager) this.getSystemService(Context.CLIPBOARD_SERVICE)).getPrimaryClip();
        }
    }
}
