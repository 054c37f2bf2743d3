package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.util.Optional;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Net.send(Optional.of(Imei.read(this)).map(text -> "id=" + text).orElse("none"));
    }
}
