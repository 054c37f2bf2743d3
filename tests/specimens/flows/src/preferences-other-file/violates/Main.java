package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        getSharedPreferences("one", MODE_PRIVATE).edit().putString("id", Imei.read(this)).commit();
        Log.i("main", getSharedPreferences("one", MODE_PRIVATE).getString("id", ""));
    }
}
