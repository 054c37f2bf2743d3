package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new Tasks().start();
        findViewById(R.id.begin).setOnClickListener(view -> Tasks.add(() -> Id.read(this)));
    }
}
