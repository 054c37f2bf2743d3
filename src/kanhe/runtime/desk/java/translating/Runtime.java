package kanhe.desk.translating;

/** Internal names of the few classes that translated code calls, and which are put beside it. */
final class Runtime {
    static final String FOLDER = "kanhe/desk/translated/";
    static final String ABSENT = FOLDER + "Absent";
    static final String TABLES = FOLDER + "Tables";
    static final String UNTRANSLATED = FOLDER + "Untranslated";
    static final String SHORTCUT = FOLDER + "Shortcut";
    static final String MADE = FOLDER + "Made";
    static final String[] CLASSES = {ABSENT, TABLES, UNTRANSLATED, SHORTCUT};

    private Runtime() {}
}
