package com.example.specimen;

public class Part extends androidx.fragment.app.Fragment {
    @Override
    public void onResume() {
        Id.read(getActivity());
    }
}
