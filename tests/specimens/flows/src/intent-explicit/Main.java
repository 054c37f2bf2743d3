package com.example.specimen;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Intent intent = new Intent(this, Second.class);
        intent.putExtra("device", Imei.read(this));
        intent.putExtra("channel", "store");
        startActivity(intent);
    }
}
