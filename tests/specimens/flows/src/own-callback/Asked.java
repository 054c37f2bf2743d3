package com.example.specimen;

interface Asked {
    void answered(String device, String name);
}
