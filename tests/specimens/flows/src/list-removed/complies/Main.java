package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.LinkedList;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        LinkedList<String> list = new LinkedList<>();
        list.add("store");
        list.add(Imei.read(this));
        list.add("end");
        list.remove(1);
        Net.send(list.get(1));
    }
}
