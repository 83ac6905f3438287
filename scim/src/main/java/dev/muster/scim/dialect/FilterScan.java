package dev.muster.scim.dialect;

import dev.muster.scim.dialect.FilterSketch.Brackets;
import dev.muster.scim.dialect.FilterSketch.Comparison;
import dev.muster.scim.dialect.FilterSketch.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Goes over a filter's text once and gathers its comparisons.
final class FilterScan {
  // The parser refuses longer ones.
  private static final int MAX_LENGTH = 10_000;

  private final String text;
  private final List<Comparison> comparisons = new ArrayList<>();
  private final List<Word> term = new ArrayList<>();
  private Optional<Brackets> brackets = Optional.empty();
  private int position;

  FilterScan(String text) {
    this.text = text;
  }

  List<Comparison> comparisons() {
    if (text.length() > MAX_LENGTH) {
      return List.of();
    }
    while (position < text.length()) {
      step(text.charAt(position));
    }
    finish();
    return comparisons;
  }

  private void step(char c) {
    switch (c) {
      case ' ', '\t', '\r', '\n' -> position++;
      case '(', ')' -> {
        finish();
        leave();
        position++;
      }
      case '[' -> open();
      case ']' -> close();
      case '"' -> take(endOfString());
      default -> take(endOfWord());
    }
  }

  private void open() {
    brackets =
        term.isEmpty()
            ? Optional.empty()
            : Optional.of(new Brackets(term.getLast().text(), position, -1));
    term.clear();
    position++;
  }

  private void close() {
    finish();
    brackets = brackets.map(open -> new Brackets(open.attribute(), open.opening(), position));
    position++;
  }

  private void take(int end) {
    var word = new Word(text.substring(position, end), position, end);
    position = end;
    if (isConnective(word)) {
      finish();
      leave();
      return;
    }
    if (term.isEmpty() && !word.text().startsWith(".")) {
      leave();
    }
    term.add(word);
  }

  /// Behind closed brackets and the comparison that follows them, they are over.
  private void leave() {
    brackets = brackets.filter(open -> !open.closed());
  }

  // "and" right behind an operator may be the value of a client that leaves out the quotes.
  private boolean isConnective(Word word) {
    return switch (word.text().toLowerCase(Locale.ROOT)) {
      case "and", "or" -> term.size() != 2 || term.getLast().text().equalsIgnoreCase("pr");
      case "not" -> term.isEmpty();
      default -> false;
    };
  }

  private void finish() {
    if (term.size() >= 2 && FilterSketch.isOperator(term.get(1).text())) {
      comparisons.add(
          new Comparison(brackets, term.get(0), term.get(1), term.subList(2, term.size())));
    }
    term.clear();
  }

  private int endOfString() {
    for (int i = position + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i + 1;
      }
    }
    return text.length();
  }

  private int endOfWord() {
    int end = position;
    while (end < text.length() && " \t\r\n()[]\"".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
