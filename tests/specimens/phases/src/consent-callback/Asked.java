package com.example.specimen;

interface Asked {
    void answered(boolean agreed);
}
