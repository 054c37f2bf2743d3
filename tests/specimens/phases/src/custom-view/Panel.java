package com.example.specimen;

import android.content.Context;
import android.util.AttributeSet;
import android.view.View;

public class Panel extends View {
    public Panel(Context context, AttributeSet attributes) {
        super(context, attributes);
        Id.read(context);
    }
}
