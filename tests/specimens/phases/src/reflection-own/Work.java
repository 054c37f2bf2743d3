package com.example.specimen;

import android.content.Context;

public class Work {
    public void begin(Context context) {
        Id.read(context);
    }

    public void rest(Context context) {
        context.getPackageName();
    }
}
