package kanhe.desk.watch;

import java.util.function.Function;
import java.util.function.Predicate;

/** A question to an object of a certain class, wherever among the arguments it stands. */
final class ObjectQuestion implements Question {
  private final Predicate<Object> able;
  private final Function<Object, String> answer;

  ObjectQuestion(Predicate<Object> able, Function<Object, String> answer) {
    this.able = able;
    this.answer = answer;
  }

  @Override
  public boolean able(Object value) {
    return value != null && able.test(value);
  }

  @Override
  public boolean anywhere() {
    return true;
  }

  @Override
  public String answer(Object value) {
    return answer.apply(value);
  }
}
