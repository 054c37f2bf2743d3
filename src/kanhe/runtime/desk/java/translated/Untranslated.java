package kanhe.desk.translated;

/** Thrown where a method of the app should run that could not be translated. */
public final class Untranslated extends Error {
    private static final long serialVersionUID = 1;

    public Untranslated(String method, String why) {
        super(method + " could not be translated: " + why);
    }
}
