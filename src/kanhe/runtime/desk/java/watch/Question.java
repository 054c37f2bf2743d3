package kanhe.desk.watch;

/** A question to a value of a call. */
interface Question {
  /** What of the value may be shown, empty for nothing; null: the answer is no. */
  String answer(Object value);

  /** Whether the value can be asked at all. */
  default boolean able(Object value) {
    return value != null;
  }

  /** Whether another argument is asked where this one is not able: overloads have it at other places. */
  default boolean anywhere() {
    return false;
  }
}
