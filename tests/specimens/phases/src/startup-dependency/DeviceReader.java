package com.example.specimen;

import android.content.Context;
import androidx.startup.Initializer;
import java.util.Collections;
import java.util.List;

public class DeviceReader implements Initializer<String> {
    @Override
    public String create(Context context) {
        return Id.read(context);
    }

    @Override
    public List<Class<? extends Initializer<?>>> dependencies() {
        return Collections.emptyList();
    }
}
