package com.example.specimen;

import android.app.Activity;
import android.content.Intent;
import android.os.Bundle;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Profile profile = new Profile();
        profile.device = Imei.read(this);
        startActivity(new Intent(this, Second.class).putExtra("profile", profile));
    }
}
