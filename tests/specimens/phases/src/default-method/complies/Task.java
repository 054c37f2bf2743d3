package com.example.specimen;

import android.content.Context;

final class Task implements Step {
    @Override
    public void run(Context context) {
        context.getPackageName();
    }
}
