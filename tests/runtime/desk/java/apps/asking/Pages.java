package com.example.specimen;

import android.content.Context;
import android.graphics.Bitmap;
import android.telephony.TelephonyManager;
import android.webkit.CookieManager;
import android.webkit.WebChromeClient;
import android.webkit.WebResourceRequest;
import android.webkit.WebResourceResponse;
import android.webkit.WebView;
import android.webkit.WebViewClient;
import java.io.ByteArrayInputStream;
import java.util.Collections;

/** Loads pages in every way; what it hears of them it asks for under a telling address. */
final class Pages {
    private final Context context;

    Pages(Context context) {
        this.context = context;
    }

    void begin() {
        String imei = ((TelephonyManager) context.getSystemService(Context.TELEPHONY_SERVICE)).getImei();
        CookieManager.getInstance().setCookie("https://given.example.com/", "device=" + imei);
        page(null).loadUrl("https://given.example.com/welcome", Collections.singletonMap("X-Device", imei));
        page(null).loadUrl("http://query.example.com/start?device=" + imei + "#top");
        page(null).postUrl("https://posted.example.com/form", ("device=" + imei).getBytes());
        page(null).loadData("<p>hello</p>", "text/html", "utf-8");
        page(null).loadDataWithBaseURL("https://base.example.com/", "<p>hello</p>", "text/html", "utf-8", null);
        WebView told = page(new Told());
        told.addJavascriptInterface(new Object(), "bridge");
        told.loadUrl("https://told.example.com/");
        page(new Own()).loadUrl("https://own.example.com/");
        page(new Failing()).loadUrl("https://failing.example.com/");
        page(new Told()).loadUrl("javascript:alert(1)");
        WebView gone = page(new Told());
        gone.loadUrl("https://gone.example.com/");
        gone.destroy();
    }

    private WebView page(WebViewClient client) {
        WebView view = new WebView(context);
        if (client != null) {
            view.setWebViewClient(client);
        }
        return view;
    }

    /** Asks for what it hears. */
    private static class Told extends WebViewClient {
        @Override
        public boolean shouldOverrideUrlLoading(WebView view, WebResourceRequest request) {
            say(view, "overridden", request.getUrl().toString());
            return true;
        }

        @Override
        public void onPageStarted(WebView view, String address, Bitmap icon) {
            say(view, "started", address);
            view.setWebChromeClient(new WebChromeClient() {
                @Override
                public void onProgressChanged(WebView page, int progress) {
                    say(page, "progress" + progress, address);
                }
            });
        }

        @Override
        public void onPageFinished(WebView view, String address) {
            say(view, "finished", address);
            view.evaluateJavascript("document.title", title -> say(view, "script" + title, address));
        }
    }

    private static void say(WebView view, String what, String address) {
        new WebView(view.getContext()).loadUrl("https://" + what + ".example.com/?" + address);
    }

    /** Answers the request itself. */
    private static final class Own extends Told {
        @Override
        public WebResourceResponse shouldInterceptRequest(WebView view, WebResourceRequest request) {
            return new WebResourceResponse("text/html", "utf-8", new ByteArrayInputStream(new byte[0]));
        }
    }

    private static final class Failing extends Told {
        @Override
        public void onPageStarted(WebView view, String address, Bitmap icon) {
            throw new IllegalStateException(address);
        }
    }
}
