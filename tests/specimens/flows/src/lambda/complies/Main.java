package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.function.Supplier;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        String device = Imei.read(this);
        Supplier<String> supplier = () -> "id=" + device.length();
        Net.send(supplier.get());
    }
}
