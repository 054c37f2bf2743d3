package android.content;

public class ComponentName {
    public String getPackageName() {
        return "";
    }
}
