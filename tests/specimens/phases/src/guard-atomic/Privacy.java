package com.example.specimen;

final class Privacy {
    static final java.util.concurrent.atomic.AtomicBoolean AGREED = new java.util.concurrent.atomic.AtomicBoolean();
}
