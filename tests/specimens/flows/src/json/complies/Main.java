package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import org.json.JSONException;
import org.json.JSONObject;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            JSONObject json = new JSONObject();
            json.put("device", new JSONObject().put("imei", Imei.read(this)));
            json.put("channel", "store");
            Net.send(json.getString("channel"));
        } catch (JSONException error) {
            finish();
        }
    }
}
