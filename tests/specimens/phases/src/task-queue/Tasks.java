package com.example.specimen;

final class Tasks extends Thread {
    private static final java.util.concurrent.LinkedBlockingQueue<Runnable> WAITING = new java.util.concurrent.LinkedBlockingQueue<>();

    static void add(Runnable task) {
        WAITING.add(task);
    }

    @Override
    public void run() {
        try {
            while (true) {
                WAITING.take().run();
            }
        } catch (InterruptedException error) {
            interrupt();
        }
    }
}
