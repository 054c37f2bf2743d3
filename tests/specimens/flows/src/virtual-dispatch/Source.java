package com.example.specimen;

import android.content.Context;

interface Source {
    String text(Context context);
}
