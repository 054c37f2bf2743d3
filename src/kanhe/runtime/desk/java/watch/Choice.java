package kanhe.desk.watch;

/** A question to a call; if its answer is yes, the call stands for {@code kind}. */
final class Choice {
  final String kind;
  private final int argument;
  private final Question question;

  /** {@code argument} counted from 0; the receiver is -1. */
  Choice(String kind, int argument, Question question) {
    this.kind = kind;
    this.argument = argument;
    this.question = question;
  }

  /** What may be shown of the call, whose words begin with the receiver; null: the answer is no. */
  String answer(Object[] words) {
    int at = argument + 1;
    Object value = at < words.length ? words[at] : null;
    for (int i = 1; question.anywhere() && !question.able(value) && i < words.length; i++) {
      value = words[i];
    }
    return question.able(value) ? question.answer(value) : null;
  }
}
