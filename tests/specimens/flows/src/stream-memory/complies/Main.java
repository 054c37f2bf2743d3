package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.PrintWriter;
import java.io.StringWriter;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        StringWriter memory = new StringWriter();
        PrintWriter out = new PrintWriter(memory);
        out.print(Imei.read(this));
        out.flush();
        setTitle(memory.toString());
        Net.send(new StringWriter().toString());
    }
}
