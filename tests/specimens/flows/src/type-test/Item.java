package com.example.specimen;

class Item {
    final String text;

    Item(String text) {
        this.text = text;
    }

    static final class Open extends Item {
        Open(String text) {
            super(text);
        }
    }

    static final class Secret extends Item {
        Secret(String text) {
            super(text);
        }
    }
}
