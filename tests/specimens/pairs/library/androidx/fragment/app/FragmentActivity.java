package androidx.fragment.app;

import android.app.Activity;

/** Our own stand-in for the class of this name. */
public class FragmentActivity extends Activity {
    private final FragmentManager fragments = new FragmentManager(this);

    public FragmentManager getSupportFragmentManager() {
        return fragments;
    }

    @Override
    protected void onStart() {
        super.onStart();
        fragments.start();
    }

    @Override
    protected void onResume() {
        super.onResume();
        fragments.resume();
    }
}
