package com.example.weather;

final class Weather {
    static String load(String url) {
        return "晴 26℃ (" + url + ")";
    }
}
