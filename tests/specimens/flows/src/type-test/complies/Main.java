package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        send(new Item.Secret(Imei.read(this)));
    }

    private void send(Item item) {
        if (item instanceof Item.Open) {
            Net.send(item.text);
        }
    }
}
