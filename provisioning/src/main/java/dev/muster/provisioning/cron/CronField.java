package dev.muster.provisioning.cron;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// One field of a cron expression as the set of the numbers that it allows.
record CronField(BitSet allowed, boolean any) {

  /// Reads `*`, `5`, `1-5`, `*/15`, `10-40/10`, `MON-FRI`, and lists of them.
  ///
  /// @param names what stands for the numbers from `first`; empty if there are only numbers
  static CronField parse(String field, String text, int first, int last, List<String> names) {
    var allowed = new BitSet();
    for (var part : text.split(",", -1)) {
      var step = part.split("/", 2);
      var every = step.length == 1 ? 1 : number(field, step[1], List.of(), 0);
      if (every < 1) {
        throw new CronException("%s: a step of %d never comes".formatted(field, every));
      }
      var from = first;
      var to = last;
      if (!step[0].equals("*")) {
        var range = step[0].split("-", 2);
        from = number(field, range[0], names, first);
        to = range.length == 2 ? number(field, range[1], names, first) : from;
        to = range.length == 1 && step.length == 2 ? last : to;
      }
      if (from < first || to > last || from > to) {
        throw new CronException(
            "%s: \"%s\" is not within %d to %d".formatted(field, part, first, last));
      }
      for (var n = from; n <= to; n += every) {
        allowed.set(n);
      }
    }
    return new CronField(allowed, text.equals("*"));
  }

  private static int number(String field, String text, List<String> names, int first) {
    var name = names.indexOf(text.toUpperCase(Locale.ROOT));
    if (name >= 0) {
      return first + name;
    }
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new CronException("%s: \"%s\" is not a number".formatted(field, text));
    }
  }

  boolean allows(int value) {
    return allowed.get(value);
  }
}
