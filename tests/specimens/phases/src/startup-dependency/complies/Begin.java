package com.example.specimen;

import android.content.Context;
import androidx.startup.Initializer;
import java.util.ArrayList;
import java.util.List;

public class Begin implements Initializer<Context> {
    @Override
    public Context create(Context context) {
        return context;
    }

    @Override
    public List<Class<? extends Initializer<?>>> dependencies() {
        return new ArrayList<>();
    }
}
