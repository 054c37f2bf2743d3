package com.example.specimen;

import android.app.Fragment;
import android.os.Bundle;

public class Part extends Fragment {
    @Override
    public void onCreate(Bundle state) {
        super.onCreate(state);
        Id.read(getActivity());
    }
}
