package com.example.specimen;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** Sends text to a server. */
public final class Net {
    public static void send(String text) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL("https://collect.example.com/v1").openConnection();
            connection.setDoOutput(true);
            OutputStream out = connection.getOutputStream();
            out.write(text.getBytes());
            out.close();
            connection.getResponseCode();
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }
}
