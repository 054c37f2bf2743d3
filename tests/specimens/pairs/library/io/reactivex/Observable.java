package io.reactivex;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Our own stand-in for the class of this name: calls its source when it is subscribed to. */
public final class Observable<T> {
    private static final ExecutorService IO = Executors.newCachedThreadPool();
    private final Callable<? extends T> source;
    private boolean elsewhere;

    private Observable(Callable<? extends T> source) {
        this.source = source;
    }

    public static <T> Observable<T> fromCallable(Callable<? extends T> source) {
        return new Observable<>(source);
    }

    public Observable<T> subscribeOnIo() {
        elsewhere = true;
        return this;
    }

    public void subscribe(final Consumer<? super T> consumer) {
        Runnable work = new Runnable() {
            @Override
            public void run() {
                try {
                    consumer.accept(source.call());
                } catch (Exception error) {
                    throw new IllegalStateException(error);
                }
            }
        };
        if (elsewhere) {
            IO.execute(work);
        } else {
            work.run();
        }
    }

    /** Takes what comes. */
    public interface Consumer<T> {
        void accept(T value) throws Exception;
    }
}
