package com.example.specimen;

import android.app.Fragment;
import android.os.Bundle;
import android.util.Log;

public class Part extends Fragment {
    @Override
    public void onCreate(Bundle state) {
        super.onCreate(state);
        Log.d("part", getArguments().getString("shown"));
    }
}
