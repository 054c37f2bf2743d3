package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.function.Supplier;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Box read = new Box(Imei.read(this));
        Box other = new Box("none");
        Supplier<String> supplier = read::content;
        Net.send(supplier.get());
    }
}
