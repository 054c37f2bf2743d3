package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.widget.TextView;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        TextView one = new TextView(this);
        TextView other = new TextView(this);
        one.setText(Imei.read(this));
        other.setText("none");
        Net.send(one.getText().toString());
    }
}
