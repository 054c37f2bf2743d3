package kanhe.desk.watch;

/** What values of the framework's own classes say; only who lives beside the framework can read them. */
public interface Values {
  boolean intent(Object value);

  /** The action of an intent; may be null. */
  String action(Object intent);

  boolean category(Object intent, String name);

  /** The package that an intent names, by its component or by itself; null: none. */
  String target(Object intent);

  boolean filter(Object value);

  boolean waits(Object filter, String action);

  boolean sensor(Object value);

  int type(Object sensor);
}
