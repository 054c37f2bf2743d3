package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.StringTokenizer;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        StringTokenizer words = new StringTokenizer("id " + Imei.read(this), " ");
        words.nextToken();
        Net.send(words.nextToken());
    }
}
