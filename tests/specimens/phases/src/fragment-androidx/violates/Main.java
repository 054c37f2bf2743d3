package com.example.specimen;

import android.os.Bundle;

public class Main extends androidx.fragment.app.FragmentActivity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        getSupportFragmentManager().beginTransaction().add(android.R.id.content, new Part()).commit();
    }
}
