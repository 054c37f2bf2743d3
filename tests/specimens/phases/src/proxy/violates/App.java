package com.example.specimen;

import android.app.Application;
import java.lang.reflect.Proxy;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        Reading made = (Reading) Proxy.newProxyInstance(getClassLoader(), new Class<?>[] {Reading.class}, new Handing(this));
        made.read();
    }
}
