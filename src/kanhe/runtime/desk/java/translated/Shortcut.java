package kanhe.desk.translated;

/** Tells constructors that only pass on from the app's own; there is no object of it. */
public final class Shortcut {
    private Shortcut() {}
}
