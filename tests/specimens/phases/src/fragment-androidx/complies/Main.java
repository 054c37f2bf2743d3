package com.example.specimen;

import android.os.Bundle;
import android.view.View;

public class Main extends androidx.fragment.app.FragmentActivity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        findViewById(R.id.begin).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                getSupportFragmentManager().beginTransaction().add(android.R.id.content, new Part()).commit();
            }
        });
    }
}
