package com.example.specimen;

import android.webkit.WebView;

final class Pages extends android.webkit.WebViewClient {
    @Override
    public void onPageFinished(WebView view, String address) {
        Id.read(view.getContext());
    }
}
