package com.example.specimen;

import android.app.Activity;
import android.app.AlertDialog;
import android.content.DialogInterface;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        new AlertDialog.Builder(this).setMessage("请阅读《隐私政策》")
                .setPositiveButton("同意", null)
                .setNegativeButton("不同意", new DialogInterface.OnClickListener() {
                    @Override
                    public void onClick(DialogInterface dialog, int which) {
                        Id.read(Main.this);
                    }
                }).show();
    }
}
