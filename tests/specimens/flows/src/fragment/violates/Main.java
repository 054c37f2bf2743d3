package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Bundle arguments = new Bundle();
        arguments.putString("shown", Imei.read(this));
        Part part = new Part();
        part.setArguments(arguments);
        getFragmentManager().beginTransaction().add(part, "part").commit();
    }
}
