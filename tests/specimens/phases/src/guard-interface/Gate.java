package com.example.specimen;

interface Gate {
    boolean open();
}
