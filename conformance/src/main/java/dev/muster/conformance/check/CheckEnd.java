package dev.muster.conformance.check;

/// Why a check ends before it has passed.
public abstract sealed class CheckEnd extends RuntimeException {
  private static final long serialVersionUID = 1;

  private CheckEnd(String message) {
    super(message);
  }

  /// The provider does something else than what was expected.
  public static final class Failure extends CheckEnd {
    private static final long serialVersionUID = 1;
    private final String expected;
    private final String found;

    public Failure(String expected, String found) {
      super("expected %s; found %s".formatted(expected, found));
      this.expected = expected;
      this.found = found;
    }

    public String expected() {
      return expected;
    }

    public String found() {
      return found;
    }
  }

  /// The provider does more than it says, or something that deserves a word and breaks nobody.
  public static final class Warning extends CheckEnd {
    private static final long serialVersionUID = 1;
    private final String expected;
    private final String found;

    public Warning(String expected, String found) {
      super("expected %s; found %s".formatted(expected, found));
      this.expected = expected;
      this.found = found;
    }

    public String expected() {
      return expected;
    }

    public String found() {
      return found;
    }
  }

  /// The provider has nothing that the check could be made with.
  public static final class Skip extends CheckEnd {
    private static final long serialVersionUID = 1;

    public Skip(String reason) {
      super(reason);
    }

    public String reason() {
      return String.valueOf(getMessage());
    }
  }
}
