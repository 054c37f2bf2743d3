package android.net;

public class Uri {
    private final String text;

    private Uri(String text) {
        this.text = text;
    }

    public static Uri parse(String text) {
        return new Uri(text);
    }

    public String getPath() {
        return text.substring(text.indexOf('/', text.indexOf("//") + 2));
    }

    @Override
    public String toString() {
        return text;
    }
}
