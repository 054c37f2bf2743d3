package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.function.Function;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String device = Imei.read(this);
        Function<String, String> join = prefix -> prefix + device.length();
        Net.send(join.apply("id="));
    }
}
