package com.example.specimen;

class Parent {
    String text = "";

    String parentText() {
        return text;
    }
}
