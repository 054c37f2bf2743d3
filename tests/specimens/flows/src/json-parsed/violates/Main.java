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
            String text = new JSONObject().put("device", Imei.read(this)).toString();
            Net.send(new JSONObject(text).getString("device"));
        } catch (JSONException error) {
            finish();
        }
    }
}
