package dev.muster.provisioning.expression;

/// A text that a regular expression may look at only so often: one such as `(a+)+$` needs more
/// steps than there are atoms for a text of a hundred characters.
final class BoundedText implements CharSequence {
  private static final int MOST_LOOKS = 10_000_000;

  private final CharSequence text;
  private final int[] looks;

  private BoundedText(CharSequence text, int[] looks) {
    this.text = text;
    this.looks = looks;
  }

  static BoundedText of(String text) {
    return new BoundedText(text, new int[1]);
  }

  @Override
  public char charAt(int index) {
    if (++looks[0] > MOST_LOOKS) {
      throw new EvaluationException(
          "the regular expression takes too long on a text of %,d characters; make it say what it repeats without a repetition in a repetition"
              .formatted(text.length()));
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new BoundedText(text.subSequence(start, end), looks);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
