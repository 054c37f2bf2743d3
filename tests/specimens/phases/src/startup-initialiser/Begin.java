package com.example.specimen;

import android.content.Context;
import androidx.startup.Initializer;
import java.util.Collections;
import java.util.List;

public class Begin implements Initializer<Context> {
    static Context context;

    @Override
    public Context create(Context given) {
        context = given;
        begin();
        return given;
    }

    @Override
    public List<Class<? extends Initializer<?>>> dependencies() {
        return Collections.emptyList();
    }

    private void begin() {
        // Nothing is read.
    }
}
