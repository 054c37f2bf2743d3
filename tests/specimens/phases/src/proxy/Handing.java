package com.example.specimen;

import android.content.Context;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;

final class Handing implements InvocationHandler {
    private final Context context;

    Handing(Context context) {
        this.context = context;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) {
        return Id.read(context);
    }
}
