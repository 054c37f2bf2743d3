package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.os.Parcel;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Parcel parcel = Parcel.obtain();
        parcel.writeString("store");
        parcel.writeString(Imei.read(this));
        parcel.setDataPosition(0);
        parcel.readString();
        Net.send(parcel.readString());
    }
}
