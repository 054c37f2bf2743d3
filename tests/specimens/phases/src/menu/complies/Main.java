package com.example.specimen;

import android.app.Activity;
import android.view.Menu;
import android.view.MenuItem;

public class Main extends Activity {
    @Override
    public boolean onCreateOptionsMenu(Menu menu) {
        menu.add("关于");
        return true;
    }

    @Override
    public boolean onOptionsItemSelected(MenuItem item) {
        Id.read(this);
        return true;
    }
}
