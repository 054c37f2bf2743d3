package androidx.work;

import android.content.Context;

/** Our own stand-in for the class of this name. */
public abstract class ListenableWorker {
    private final Context context;

    public ListenableWorker(Context context, WorkerParameters parameters) {
        this.context = context;
    }

    public final Context getApplicationContext() {
        return context;
    }

    /** How a work ended. */
    public static class Result {
        public static Result success() {
            return new Result();
        }
    }
}
