package com.example.specimen;

final class Node {
    Node next;
    String text = "";
}
