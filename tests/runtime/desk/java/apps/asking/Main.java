package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

/** Asks the platform for what few apps ask for: each part tells by requests how it was answered. */
public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        new Pages(this).begin();
        Channels.begin(this);
        Jobs.begin(this);
    }
}
