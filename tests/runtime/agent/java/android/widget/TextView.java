package android.widget;

import android.view.View;

public class TextView extends View {
    private final CharSequence text;

    public TextView(CharSequence text) {
        this.text = text;
    }

    public CharSequence getText() {
        return text;
    }
}
