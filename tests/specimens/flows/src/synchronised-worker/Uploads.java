package com.example.specimen;

import java.util.LinkedList;
import java.util.Queue;

final class Uploads extends Thread {
    private final Queue<String> waiting = new LinkedList<>();

    synchronized void add(String text) {
        waiting.add(text);
        notifyAll();
    }

    private synchronized String next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        return waiting.poll();
    }

    @Override
    public void run() {
        try {
            while (!isInterrupted()) {
                Net.send(next());
            }
        } catch (InterruptedException error) {
            interrupt();
        }
    }
}
