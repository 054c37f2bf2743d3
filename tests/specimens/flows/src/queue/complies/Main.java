package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.ArrayDeque;
import java.util.Deque;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Deque<String> stack = new ArrayDeque<>();
        stack.push(Imei.read(this));
        stack.push("x");
        Net.send(stack.pop());
    }
}
