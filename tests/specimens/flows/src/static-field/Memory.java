package com.example.specimen;

final class Memory {
    static String device = "";
    static String channel = "store";
}
