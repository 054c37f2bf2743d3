package androidx.lifecycle;

/** Our own stand-in for the class of this name. */
public interface Observer<T> {
    void onChanged(T value);
}
