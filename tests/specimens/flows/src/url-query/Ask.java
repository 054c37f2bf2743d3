package com.example.specimen;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;

final class Ask {
    static void get(String address) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(address).openConnection();
            connection.getInputStream().close();
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }
}
