package androidx.lifecycle;

import java.util.ArrayList;
import java.util.List;

/** Our own stand-in for the class of this name: tells its observers what is set, and new ones what was set before. */
public class MutableLiveData<T> {
    private final List<Observer<? super T>> observers = new ArrayList<>();
    private T value;
    private boolean set;

    public void observeForever(Observer<? super T> observer) {
        observers.add(observer);
        if (set) {
            observer.onChanged(value);
        }
    }

    public void setValue(T value) {
        this.value = value;
        set = true;
        for (Observer<? super T> observer : observers) {
            observer.onChanged(value);
        }
    }
}
