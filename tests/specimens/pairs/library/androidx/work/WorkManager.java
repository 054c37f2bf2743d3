package androidx.work;

import android.content.Context;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Our own stand-in for the class of this name: runs every request at once. */
public class WorkManager {
    private static WorkManager instance;
    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final Context context;

    private WorkManager(Context context) {
        this.context = context;
    }

    public static WorkManager getInstance(Context context) {
        if (instance == null) {
            instance = new WorkManager(context.getApplicationContext());
        }
        return instance;
    }

    public void enqueue(final OneTimeWorkRequest request) {
        executor.execute(new Runnable() {
            @Override
            public void run() {
                try {
                    Worker worker = (Worker) request.worker.getConstructor(Context.class, WorkerParameters.class)
                            .newInstance(context, new WorkerParameters());
                    worker.doWork();
                } catch (ReflectiveOperationException error) {
                    throw new IllegalStateException(error);
                }
            }
        });
    }
}
