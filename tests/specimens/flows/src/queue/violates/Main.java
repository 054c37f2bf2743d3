package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.ArrayDeque;
import java.util.Queue;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Queue<String> queue = new ArrayDeque<>();
        queue.add(Imei.read(this));
        queue.add("x");
        Net.send(queue.poll());
    }
}
