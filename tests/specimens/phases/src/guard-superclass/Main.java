package com.example.specimen;

public class Main extends Base {
    @Override
    void begin() {
        Id.read(this);
    }
}
