package com.example.specimen;

final class Start {
    static String seen = "none";
}
