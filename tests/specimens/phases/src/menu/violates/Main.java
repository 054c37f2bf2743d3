package com.example.specimen;

import android.app.Activity;
import android.view.Menu;

public class Main extends Activity {
    @Override
    public boolean onCreateOptionsMenu(Menu menu) {
        menu.add(Id.read(this));
        return true;
    }
}
