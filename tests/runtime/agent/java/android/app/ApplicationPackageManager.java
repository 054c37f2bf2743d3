package android.app;

import java.util.Arrays;
import java.util.List;
import kanhe.truth.Truth;

public class ApplicationPackageManager {
    public List<String> getInstalledPackages(int flags) {
        Truth.seen("(I)Ljava/util/List;");
        return Arrays.asList("a", "b", "c");
    }

    public Object getPackageInfo(String name, int flags) {
        if (!name.equals("com.example.app")) Truth.seen("(Ljava/lang/String;I)Ljava/lang/Object;");
        return null;
    }

    public List<String> queryIntentActivities(android.content.Intent intent, int flags) {
        if (intent.hasCategory("android.intent.category.LAUNCHER")) Truth.seen("(Landroid/content/Intent;I)Ljava/util/List;");
        return Arrays.asList();
    }
}
