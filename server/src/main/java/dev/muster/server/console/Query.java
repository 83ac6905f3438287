package dev.muster.server.console;

/// The query of an address; what is empty is left out.
final class Query {
  private final StringBuilder text = new StringBuilder();

  Query add(String name, String value) {
    if (!value.isEmpty()) {
      text.append(text.isEmpty() ? '?' : '&').append(name).append('=').append(Api.encoded(value));
    }
    return this;
  }

  /// With the question mark; empty text when nothing was added.
  @Override
  public String toString() {
    return text.toString();
  }
}
