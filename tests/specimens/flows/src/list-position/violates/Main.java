package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.ArrayList;
import java.util.List;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        List<String> list = new ArrayList<>();
        list.add("store");
        list.add(Imei.read(this));
        Net.send(list.get(1));
    }
}
