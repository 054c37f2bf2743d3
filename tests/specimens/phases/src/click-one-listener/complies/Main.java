package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;

public class Main extends Activity implements View.OnClickListener {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        findViewById(R.id.agree).setOnClickListener(this);
        findViewById(R.id.refuse).setOnClickListener(this);
    }

    @Override
    public void onClick(View view) {
        if (view.getId() == R.id.agree) {
            Id.read(this);
        } else if (view.getId() == R.id.refuse) {
            finish();
        }
    }
}
