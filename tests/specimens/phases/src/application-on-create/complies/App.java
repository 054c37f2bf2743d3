package com.example.specimen;

import android.app.Application;

public class App extends Application {
    void begin() {
        Imei.read(this);
    }
}
