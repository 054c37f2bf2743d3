package androidx.fragment.app;

import android.view.View;
import android.view.ViewGroup;
import java.util.ArrayList;
import java.util.List;

/** Our own stand-in for the class of this name. */
public class FragmentManager {
    private final List<Fragment> shown = new ArrayList<>();
    private final FragmentActivity host;

    FragmentManager(FragmentActivity host) {
        this.host = host;
    }

    public FragmentTransaction beginTransaction() {
        return new FragmentTransaction(this);
    }

    void add(Fragment fragment, int container) {
        fragment.host = host;
        fragment.onAttach(host);
        fragment.onCreate(null);
        ViewGroup parent = (ViewGroup) host.findViewById(container);
        View view = fragment.onCreateView(host.getLayoutInflater(), parent, null);
        if (view != null) {
            fragment.onViewCreated(view, null);
            parent.addView(view);
        }
        shown.add(fragment);
    }

    void start() {
        for (Fragment fragment : shown) {
            fragment.onStart();
        }
    }

    void resume() {
        for (Fragment fragment : shown) {
            fragment.onResume();
        }
    }
}
