package com.example.specimen;

import android.app.Dialog;
import android.content.Context;
import android.os.Bundle;

public class Ask extends Dialog {
    public Ask(Context context) {
        super(context);
    }

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        Id.read(getContext());
    }
}
