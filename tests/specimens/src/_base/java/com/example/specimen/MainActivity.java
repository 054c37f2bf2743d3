package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

/** Asks for consent first; the work begins when the user agrees. */
public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.consent);
        findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                Work.run(MainActivity.this);
            }
        });
    }
}
