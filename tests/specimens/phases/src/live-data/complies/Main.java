package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import androidx.lifecycle.MutableLiveData;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        MutableLiveData<String> data = new MutableLiveData<>();
        data.observeForever(text -> Id.read(this));
        findViewById(R.id.begin).setOnClickListener(view -> data.setValue("ready"));
    }
}
