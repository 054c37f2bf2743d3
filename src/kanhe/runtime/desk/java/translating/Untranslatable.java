package kanhe.desk.translating;

/** Code that cannot become class files; the message says why, in one sentence. */
final class Untranslatable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Untranslatable(String why) {
        super(why, null, false, false);
    }
}
