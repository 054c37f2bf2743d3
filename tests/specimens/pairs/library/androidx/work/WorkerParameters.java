package androidx.work;

/** Our own stand-in for the class of this name. */
public final class WorkerParameters {
}
