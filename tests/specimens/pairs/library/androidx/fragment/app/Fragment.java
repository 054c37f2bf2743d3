package androidx.fragment.app;

import android.content.Context;
import android.os.Bundle;
import android.view.LayoutInflater;
import android.view.View;
import android.view.ViewGroup;

/** Our own stand-in for the class of this name. */
public class Fragment {
    FragmentActivity host;

    public final FragmentActivity getActivity() {
        return host;
    }

    public Context getContext() {
        return host;
    }

    public void onAttach(Context context) {
    }

    public void onCreate(Bundle state) {
    }

    public View onCreateView(LayoutInflater inflater, ViewGroup container, Bundle state) {
        return null;
    }

    public void onViewCreated(View view, Bundle state) {
    }

    public void onStart() {
    }

    public void onResume() {
    }

    public void onPause() {
    }

    public void onStop() {
    }
}
