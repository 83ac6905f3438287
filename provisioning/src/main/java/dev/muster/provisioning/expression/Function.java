package dev.muster.provisioning.expression;

import tools.jackson.databind.JsonNode;

/// A function of the expression language.
///
/// @param most how many arguments it takes at most
/// @param body its value; a missing node if it has none
record Function(String name, int fewest, int most, Body body) {
  static final int ANY = Integer.MAX_VALUE;

  /// What a function does with its arguments.
  interface Body {
    JsonNode apply(Arguments arguments);
  }
}
