package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.StringTokenizer;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(Imei.read(this));
        StringTokenizer words = new StringTokenizer("id store", " ");
        words.nextToken();
        Net.send(words.nextToken());
    }
}
