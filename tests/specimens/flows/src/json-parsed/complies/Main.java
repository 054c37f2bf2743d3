package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import org.json.JSONArray;
import org.json.JSONException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            JSONArray all = new JSONArray().put("store").put(Imei.read(this));
            Net.send(all.getString(0));
        } catch (JSONException error) {
            finish();
        }
    }
}
