package com.example.specimen;

final class Child extends Parent {
    String text = "";

    void fill(String given) {
        super.text = given;
    }
}
