package com.example.specimen;

import android.app.Activity;
import android.app.AlertDialog;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new AlertDialog.Builder(this).setMessage("请阅读《隐私政策》")
                .setPositiveButton(R.string.one, (dialog, which) -> Id.read(this))
                .setNegativeButton(R.string.other, null).show();
    }
}
