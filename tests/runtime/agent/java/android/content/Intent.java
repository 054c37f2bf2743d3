package android.content;

public class Intent {
    private String pack;
    private final String action;

    public Intent(String action) {
        this.action = action;
    }

    public Intent setPackage(String pack) {
        this.pack = pack;
        return this;
    }

    public String getPackage() {
        return pack;
    }

    public String getAction() {
        return action;
    }

    public ComponentName getComponent() {
        return null;
    }

    public boolean hasCategory(String category) {
        return action.equals("android.intent.action.MAIN") && category.equals("android.intent.category.LAUNCHER");
    }

    public String[] getStringArrayExtra(String name) {
        return new String[] {"android.permission.CAMERA"};
    }

    public int[] getIntArrayExtra(String name) {
        return new int[] {-1};
    }
}
