package com.example.weather;

import android.app.Activity;
import android.os.Bundle;
import android.view.View;
import com.amap.api.location.AMapLocationClient;

public class MainActivity extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.consent);
        findViewById(R.id.agree).setOnClickListener(new View.OnClickListener() {
            @Override
            public void onClick(View view) {
                new AMapLocationClient(getApplicationContext()).startLocation();
                setTitle(Weather.load("http://api.example-weather.cn/v3/now"));
            }
        });
    }
}
