package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Presenter presenter = new Presenter(this);
        findViewById(R.id.agree).setOnClickListener(view -> {
            presenter.begin();
            presenter.more();
        });
    }
}
