package com.example.specimen;

import android.app.Activity;
import android.content.Context;
import android.os.Bundle;
import java.util.function.Function;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        reader = Id::read;
        reader.apply(this);
    }

    private Function<Context, String> reader;
}
