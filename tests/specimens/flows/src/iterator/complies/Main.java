package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        List<String> read = new ArrayList<>();
        List<String> other = new ArrayList<>();
        read.add(Imei.read(this));
        other.add("x");
        for (Iterator<String> all = other.iterator(); all.hasNext();) {
            Net.send(all.next());
        }
    }
}
