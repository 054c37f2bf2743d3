package com.example.specimen;

final class Privacy {
    static boolean agreed;
}
