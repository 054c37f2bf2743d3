package androidx.fragment.app;

/** Our own stand-in for the class of this name. */
public class FragmentTransaction {
    private final FragmentManager manager;
    private Fragment added;
    private int container;

    FragmentTransaction(FragmentManager manager) {
        this.manager = manager;
    }

    public FragmentTransaction add(int container, Fragment fragment) {
        this.container = container;
        this.added = fragment;
        return this;
    }

    public int commit() {
        if (added != null) {
            manager.add(added, container);
        }
        return 0;
    }
}
