package dev.muster.provisioning.expression;

/// A parameter of a function.
///
/// @param optional whether it may be left out, at the end or between commas
/// @param repeating whether it may be given any number of times; only the last parameter
/// @param takesNull whether the function itself deals with an argument without a value; otherwise
///   the result of the call has none either
record Parameter(String name, Kind kind, boolean optional, boolean repeating, boolean takesNull) {

  /// A parameter that is needed: without a value for it the call has no value.
  static Parameter of(String name, Kind kind) {
    return new Parameter(name, kind, false, false, false);
  }

  Parameter orNull() {
    return new Parameter(name, kind, optional, repeating, true);
  }

  Parameter orNothing() {
    return new Parameter(name, kind, true, repeating, true);
  }

  Parameter repeated() {
    return new Parameter(name, kind, optional, true, takesNull);
  }

  @Override
  public String toString() {
    var shown = repeating ? name + ", …" : name;
    return optional ? "[" + shown + "]" : shown;
  }
}
