package com.example.specimen;

import android.app.Application;
import com.tencent.mmkv.MMKV;

public class App extends Application {
    @Override
    public void onCreate() {
        super.onCreate();
        MMKV.initialize(this);
        if (MMKV.defaultMMKV().decodeBool("agreed_privacy", false)) {
            Id.read(this);
        }
    }
}
