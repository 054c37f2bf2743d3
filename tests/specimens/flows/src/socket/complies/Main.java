package com.example.specimen;

import android.app.Activity;
import android.os.Bundle;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.Socket;

public class Main extends Activity {
    @Override
    protected void onCreate(Bundle state) {
        super.onCreate(state);
        setContentView(R.layout.main);
        setTitle(Imei.read(this));
        try (Socket socket = new Socket("collect.example.com", 80)) {
            PrintWriter out = new PrintWriter(new OutputStreamWriter(socket.getOutputStream()), true);
            out.println("none");
        } catch (IOException error) {
            finish();
        }
    }
}
