package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        device = Imei.read(this);
        View button = findViewById(R.id.begin);
        View.OnAttachStateChangeListener listener = new View.OnAttachStateChangeListener() {
            @Override
            public void onViewAttachedToWindow(View view) {
                Net.send(device);
            }

            @Override
            public void onViewDetachedFromWindow(View view) {
            }
        };
        button.addOnAttachStateChangeListener(listener);
        button.removeOnAttachStateChangeListener(listener);
    }

    private String device;
}
