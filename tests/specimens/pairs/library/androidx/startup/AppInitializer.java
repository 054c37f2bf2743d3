package androidx.startup;

import android.content.ComponentName;
import android.content.Context;
import android.content.pm.PackageManager;
import android.os.Bundle;
import java.util.HashMap;
import java.util.Map;

/** Our own stand-in for the class of this name. */
public final class AppInitializer {
    private static AppInitializer instance;
    private final Map<Class<?>, Object> done = new HashMap<>();
    private final Context context;

    private AppInitializer(Context context) {
        this.context = context.getApplicationContext();
    }

    public static AppInitializer getInstance(Context context) {
        if (instance == null) {
            instance = new AppInitializer(context);
        }
        return instance;
    }

    public <T> T initializeComponent(Class<? extends Initializer<T>> component) {
        return initialize(component);
    }

    void discoverAndInitialize(Class<?> provider) {
        try {
            ComponentName name = new ComponentName(context.getPackageName(), provider.getName());
            Bundle named = context.getPackageManager().getProviderInfo(name, PackageManager.GET_META_DATA).metaData;
            for (String key : named.keySet()) {
                if ("androidx.startup".equals(named.getString(key))) {
                    initialize(Class.forName(key));
                }
            }
        } catch (PackageManager.NameNotFoundException | ClassNotFoundException error) {
            throw new IllegalStateException(error);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> T initialize(Class<?> component) {
        Object result = done.get(component);
        if (result == null) {
            try {
                Initializer<?> made = (Initializer<?>) component.getDeclaredConstructor().newInstance();
                for (Class<? extends Initializer<?>> before : made.dependencies()) {
                    initialize(before);
                }
                result = made.create(context);
                done.put(component, result);
            } catch (ReflectiveOperationException error) {
                throw new IllegalStateException(error);
            }
        }
        return (T) result;
    }
}
