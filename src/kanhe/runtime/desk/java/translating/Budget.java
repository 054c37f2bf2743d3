package kanhe.desk.translating;

import java.util.concurrent.atomic.AtomicLong;

/** How much work the code of one app may take: many methods may share one body, and paths may multiply. */
final class Budget {
    private static final long LEAST = 20_000_000;
    private static final long A_BYTE = 16;
    private final AtomicLong left;

    /** For dex files of so many bytes together; honest ones need a tenth. */
    Budget(long bytes) {
        left = new AtomicLong(LEAST + A_BYTE * bytes);
    }

    /** Takes from what is left: one unit is about one instruction looked at once. */
    void spend(long work) {
        if (left.addAndGet(-work) < 0) {
            throw new Untranslatable("the app's code takes more work than its size allows");
        }
    }
}
