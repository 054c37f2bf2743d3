package com.example.specimen;

final class Box {
    String content = "";
}
