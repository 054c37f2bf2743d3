package com.umeng.analytics;

import android.content.Context;
import android.webkit.WebView;

public final class Page {
    public static void open(Context context) {
        new WebView(context).loadUrl("https://example.com/");
    }
}
