package com.example.specimen;

import android.content.Context;
import androidx.startup.Initializer;
import java.util.Collections;
import java.util.List;

public class Begin implements Initializer<Context> {
    @Override
    public Context create(Context context) {
        Id.read(context);
        return context;
    }

    @Override
    public List<Class<? extends Initializer<?>>> dependencies() {
        return Collections.emptyList();
    }
}
