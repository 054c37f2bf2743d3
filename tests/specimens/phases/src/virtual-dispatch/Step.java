package com.example.specimen;

import android.content.Context;

abstract class Step {
    abstract void run(Context context);

    static final class Reading extends Step {
        @Override
        void run(Context context) {
            Id.read(context);
        }
    }

    static final class Resting extends Step {
        @Override
        void run(Context context) {
            context.getPackageName();
        }
    }
}
