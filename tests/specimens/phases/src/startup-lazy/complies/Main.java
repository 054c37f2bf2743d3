package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import androidx.startup.AppInitializer;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                AppInitializer.getInstance(Main.this).initializeComponent(Begin.class);
            }
        });
    }
}
