package android.content;

public class IntentFilter {
    private final String action;

    public IntentFilter(String action) {
        this.action = action;
    }

    public boolean hasAction(String wanted) {
        return action.equals(wanted);
    }
}
