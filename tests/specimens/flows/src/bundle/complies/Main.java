package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.util.Log;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Bundle inner = new Bundle();
        inner.putString("device", Imei.read(this));
        inner.putString("channel", "store");
        Bundle outer = new Bundle();
        outer.putBundle("inner", inner);
        Log.i("bundle", outer.getBundle("inner").getString("channel"));
    }
}
