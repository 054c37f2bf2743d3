package com.umeng.analytics;

import android.content.Context;
import android.net.Uri;

/** Stands in for the SDK: the same name, none of its code. */
public final class MobclickAgent {
    public static void onResume(Context context) {
        context.getContentResolver().query(Uri.parse("content://com.android.contacts/contacts"), null, null, null, null);
    }
}
