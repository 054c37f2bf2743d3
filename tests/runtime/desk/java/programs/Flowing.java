package programs;

import java.util.ArrayList;
import java.util.List;

/** Branches, switches, loops, exceptions and monitors. */
final class Flowing {
    private int count;

    static void run() {
        for (int k = -2; k < 12; k++) {
            Main.tell(packed(k), sparse(k * 1000), words("word" + k), choice(k));
        }
        for (int k = 0; k < 6; k++) {
            Main.tell(caught(k), nested(k), cleaned(k), joined(k % 2 == 0));
        }
        Flowing shared = new Flowing();
        Thread[] threads = new Thread[3];
        for (int k = 0; k < threads.length; k++) {
            threads[k] = new Thread(() -> {
                for (int n = 0; n < 1000; n++) {
                    shared.add(n);
                }
            });
            threads[k].start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException error) {
                throw new AssertionError(error);
            }
        }
        Main.tell(shared.count, shared.whole(), resource());
        try {
            shared.failing();
        } catch (IllegalStateException error) {
            Main.tell(error.getMessage(), Thread.holdsLock(shared), line(error));
        }
        outer:
        for (int a = 0; ; a++) {
            for (int b = 0; b < 10; b++) {
                if (a * b == 42) {
                    Main.tell(a, b);
                    break outer;
                }
                if (b > a) {
                    continue outer;
                }
            }
        }
    }

    static int line(Throwable error) {
        return error.getStackTrace()[0].getLineNumber();
    }

    static int packed(int k) {
        switch (k) {
            case 0: return 10;
            case 1: k = 7;
            case 2: return k;
            case 3: case 4: break;
            case 9: return -9;
            default: return -1;
        }
        return 34;
    }

    static String sparse(int k) {
        switch (k) {
            case -2000: return "low";
            case 3000: return "three";
            case 11000: return "eleven";
            case Integer.MAX_VALUE: return "never";
            default: return "other";
        }
    }

    static int words(String word) {
        switch (word) {
            case "word1": return 1;
            case "word5": return 5;
            default: return 0;
        }
    }

    static Object choice(int k) {
        Object found = k % 3 == 0 ? (Object) "text" : k % 3 == 1 ? Integer.valueOf(k) : new int[k < 0 ? 0 : k].length;
        return k > 8 && found != null || k < 0 ? found : k;
    }

    static String caught(int k) {
        String at = "start";
        try {
            at = "one";
            int[] few = new int[2];
            few[k] = 1 / (k - 1);
            at = "two";
            Object thing = k == 0 ? "text" : (Object) 5;
            at = ((String) thing).toUpperCase();
        } catch (ArithmeticException | ClassCastException error) {
            return at + " " + error.getClass().getSimpleName();
        } catch (IndexOutOfBoundsException error) {
            at += " outside";
        } finally {
            at += " finally";
            Main.tell(at);
        }
        return at;
    }

    static int nested(int k) {
        int value = k;
        long wide = k;
        try {
            try {
                if (k == 1) {
                    throw new IllegalStateException("one");
                }
                value += 10;
                wide <<= 33;
                if (k == 2) {
                    throw new NullPointerException();
                }
            } catch (IllegalStateException error) {
                value += 100;
                if (error.getMessage().length() == 3) {
                    throw new RuntimeException(error);
                }
            } finally {
                value += 1000;
            }
            List<String> list = new ArrayList<>();
            list.get(value);
        } catch (RuntimeException error) {
            value += error.getCause() == null ? 10000 : 20000;
        }
        return (int) (value + wide);
    }

    static int cleaned(int k) {
        for (int n = 0; n < 5; n++) {
            try {
                if (n == k) {
                    continue;
                }
                if (n > k + 1) {
                    return n;
                }
            } finally {
                k--;
            }
        }
        return k;
    }

    static int joined(boolean way) {
        CharSequence text = way ? "text" : new StringBuilder("builder");
        Object[] things = way ? new String[] {"a"} : new Integer[] {1, 2};
        Comparable<?> one = way ? (Comparable<?>) "s" : (Comparable<?>) Integer.valueOf(3);
        return text.length() + things.length + one.toString().length();
    }

    synchronized void add(int n) {
        count += n % 3;
    }

    int whole() {
        synchronized (this) {
            synchronized (Flowing.class) {
                return count / 3;
            }
        }
    }

    void failing() {
        synchronized (this) {
            if (count > 0) {
                throw new IllegalStateException("in a monitor");
            }
            count++;
        }
    }

    static String resource() {
        StringBuilder log = new StringBuilder();
        try (AutoCloseable first = () -> log.append("first closed "); AutoCloseable second = () -> { throw new Exception("second"); }) {
            log.append(first != second);
            throw new IllegalArgumentException("body");
        } catch (Exception error) {
            log.append(error.getMessage()).append(error.getSuppressed().length).append(error.getSuppressed()[0].getMessage());
        }
        return log.toString();
    }
}
