package androidx.work;

/** Our own stand-in for the class of this name. */
public final class OneTimeWorkRequest {
    final Class<? extends ListenableWorker> worker;

    OneTimeWorkRequest(Class<? extends ListenableWorker> worker) {
        this.worker = worker;
    }

    /** Makes a request. */
    public static final class Builder {
        private final Class<? extends ListenableWorker> worker;

        public Builder(Class<? extends ListenableWorker> worker) {
            this.worker = worker;
        }

        public OneTimeWorkRequest build() {
            return new OneTimeWorkRequest(worker);
        }
    }
}
