package dev.muster.server.http;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The header fields of a response: so few that to look through them costs less than any table.
/// Every answer is made with them, so they are copied once for what is added, and for nothing else.
public final class Fields {
  static final Fields NONE = new Fields(new String[0]);

  // Name, value, name, value, …
  private final String[] texts;

  private Fields(String[] texts) {
    this.texts = texts;
  }

  static Fields of(String name, String value) {
    return new Fields(new String[] {name, value});
  }

  /// The value of a field; names ignore case.
  public Optional<String> find(String name) {
    for (int i = 0; i < texts.length; i += 2) {
      if (texts[i].equalsIgnoreCase(name)) {
        return Optional.of(texts[i + 1]);
      }
    }
    return Optional.empty();
  }

  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0; i < texts.length; i += 2) {
      consumer.accept(texts[i], texts[i + 1]);
    }
  }

  /// The same fields with one more, or with another value of one that is there.
  Fields with(String name, String value) {
    for (int i = 0; i < texts.length; i += 2) {
      if (texts[i].equalsIgnoreCase(name)) {
        var changed = texts.clone();
        changed[i + 1] = value;
        return new Fields(changed);
      }
    }
    var more = Arrays.copyOf(texts, texts.length + 2);
    more[texts.length] = name;
    more[texts.length + 1] = value;
    return new Fields(more);
  }

  Fields with(Map<String, String> added) {
    var all = this;
    for (var field : added.entrySet()) {
      all = all.with(field.getKey(), field.getValue());
    }
    return all;
  }
}
