package androidx.startup;

import android.content.Context;
import java.util.List;

/** Our own stand-in for the class of this name. */
public interface Initializer<T> {
    T create(Context context);

    List<Class<? extends Initializer<?>>> dependencies();
}
