package com.example.specimen;

final class User {
    String device;
}
