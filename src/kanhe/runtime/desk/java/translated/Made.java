package kanhe.desk.translated;

/** The classes that were made only to link; each translation brings its own list in this one's place. */
final class Made {
    private Made() {}

    /** Names as class files have them, a line each. */
    static String names() {
        return "";
    }
}
