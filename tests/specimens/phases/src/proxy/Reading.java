package com.example.specimen;

interface Reading {
    String read();
}
