package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.view.ViewGroup;
import android.widget.CheckBox;
import android.widget.CompoundButton;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        CheckBox box = new CheckBox(this);
        ((ViewGroup) findViewById(R.id.begin).getParent()).addView(box);
        box.setChecked(true);
        box.setOnCheckedChangeListener(new CompoundButton.OnCheckedChangeListener() {
            @Override
            public void onCheckedChanged(CompoundButton button, boolean checked) {
                Id.read(Main.this);
            }
        });
    }
}
