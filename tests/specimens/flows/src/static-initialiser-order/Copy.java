package com.example.specimen;

final class Copy {
    static final String OF = Start.seen;
}
