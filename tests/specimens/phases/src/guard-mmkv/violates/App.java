package com.example.specimen;

import android.app.Application;
import com.tencent.mmkv.MMKV;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        MMKV.initialize(this);
        MMKV.defaultMMKV().encode("agreed_privacy", true);
        Id.read(this);
    }
}
