package com.example.specimen;

import android.app.Application;

public class App extends Application {
    String device = "";
    String channel = "store";
}
