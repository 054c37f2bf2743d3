package com.bytedance.sdk.openadsdk;

import android.content.Context;

/** Stands in for the SDK: the same name, none of its code. */
public final class TTAdSdk {
    public static void init(Context context) {
        context.getApplicationContext();
    }
}
