package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Laid laid = new Laid(this);
        findViewById(R.id.begin).getViewTreeObserver().addOnGlobalLayoutListener(laid);
        findViewById(R.id.begin).getViewTreeObserver().removeOnGlobalLayoutListener(laid);
    }
}
