package com.example.specimen;

import android.content.Context;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;

final class Disk {
    static void write(Context context, String name, String text) throws IOException {
        FileOutputStream out = context.openFileOutput(name, Context.MODE_PRIVATE);
        out.write(text.getBytes());
        out.close();
    }

    static String read(Context context, String name) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(context.openFileInput(name)));
        String line = in.readLine();
        in.close();
        return line;
    }
}
