package com.example.specimen;

import android.app.Activity;
import android.os.Build;
import android.os.Bundle;

public class Main extends Activity {
    private final String made = Build.SERIAL;

    @Override
    protected void onPostCreate(Bundle state) {
        super.onPostCreate(state);
        setTitle(made + Id.read(this));
    }
}
