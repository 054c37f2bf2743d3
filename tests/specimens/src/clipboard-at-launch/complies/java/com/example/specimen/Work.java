package com.example.specimen;

import android.app.Activity;
import android.content.ClipboardManager;
import android.content.Context;

final class Work {
    static void run(Activity activity) {
        Object pasted = ((ClipboardManager) activity.getSystemService(Context.CLIPBOARD_SERVICE)).getPrimaryClip();
        activity.setTitle(String.valueOf(pasted).isEmpty() ? "-" : "+");
    }
}
