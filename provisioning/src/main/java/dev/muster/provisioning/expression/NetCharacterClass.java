package dev.muster.provisioning.expression;

/// Character classes as .NET writes them, `[[a-z]` and `[a-z-[aeiou]]`, as Java reads them: there a
/// bracket or `&&` within a class means something else.
final class NetCharacterClass {
  private final String regex;
  private int at;

  private NetCharacterClass(String regex) {
    this.regex = regex;
  }

  /// The same expression with all its classes rewritten.
  static String rewriteAll(String regex) {
    return new NetCharacterClass(regex).all();
  }

  private String all() {
    var rewritten = new StringBuilder();
    while (at < regex.length()) {
      if (regex.charAt(at) == '[') {
        rewritten.append(oneClass());
      } else {
        rewritten.append(letter());
      }
    }
    return rewritten.toString();
  }

  /// A letter, or an escape with what it escapes.
  private String letter() {
    var end = Math.min(regex.length(), at + (regex.charAt(at) == '\\' ? 2 : 1));
    var letter = regex.substring(at, end);
    at = end;
    return letter;
  }

  /// From its opening bracket to its closing one; what is never closed stays for Java to refuse.
  private String oneClass() {
    var body = new StringBuilder("[");
    at++;
    if (at < regex.length() && regex.charAt(at) == '^') {
      body.append(letter());
    }
    var first = true;
    while (at < regex.length()) {
      var letter = regex.charAt(at);
      if (letter == ']' && !first) {
        at++;
        return body.append(']').toString();
      }
      if (letter == '-' && !first && regex.startsWith("-[", at)) {
        return subtraction(body.append(']').toString());
      }
      body.append(member(letter));
      first = false;
    }
    return body.toString();
  }

  private String member(char letter) {
    if (letter == '[' || letter == ']' || letter == '&') {
      at++;
      return "\\" + letter;
    }
    return letter();
  }

  private String subtraction(String base) {
    at++;
    var taken = oneClass();
    var closed = at < regex.length() && regex.charAt(at) == ']';
    at += closed ? 1 : 0;
    return "[" + base + "&&[^" + taken + "]" + (closed ? "]" : "");
  }
}
