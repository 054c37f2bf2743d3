package kanhe.desk.watch;

import java.util.List;

/** What a call stands for, and what of its arguments may be shown. */
final class Meaning {
  final String kind;
  final List<String> shown;

  Meaning(String kind, List<String> shown) {
    this.kind = kind;
    this.shown = shown;
  }
}
