package com.example.specimen;

import android.app.Dialog;
import android.content.Context;
import android.os.Bundle;

final class Ask extends Dialog {
    private final Runnable agreed;
    private final Runnable refused;

    Ask(Context context, Runnable agreed, Runnable refused) {
        super(context);
        this.agreed = agreed;
        this.refused = refused;
    }

    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        findViewById(R.id.agree).setOnClickListener(view -> agreed.run());
        findViewById(R.id.refuse).setOnClickListener(view -> refused.run());
    }
}
