package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.webkit.WebView;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        WebView view = new WebView(this);
        view.setWebViewClient(new Pages());
        view.loadUrl("https://example.com/");
    }
}
