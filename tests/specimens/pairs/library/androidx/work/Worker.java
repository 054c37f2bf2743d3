package androidx.work;

import android.content.Context;

/** Our own stand-in for the class of this name. */
public abstract class Worker extends ListenableWorker {
    public Worker(Context context, WorkerParameters parameters) {
        super(context, parameters);
    }

    public abstract Result doWork();
}
