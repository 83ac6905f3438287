package dev.muster.provisioning.expression;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A function of the expression language.
///
/// @param summary what it gives, in a sentence
/// @param check a rule over the whole call that the parameters cannot say
record Function(String name, String summary, List<Parameter> parameters, Check check, Body body) {

  Function {
    parameters = List.copyOf(parameters);
  }

  /// Evaluates a call; the null node means that it has no value.
  @FunctionalInterface
  interface Body {
    JsonNode call(Arguments arguments);
  }

  /// Says what is wrong with the arguments as they are written.
  @FunctionalInterface
  interface Check {
    Optional<String> problem(List<Term> arguments);
  }

  static Function of(String name, String summary, List<Parameter> parameters, Body body) {
    return new Function(name, summary, parameters, arguments -> Optional.empty(), body);
  }

  Function checked(Check rule) {
    return new Function(name, summary, parameters, rule, body);
  }

  /// The parameter that an argument is for.
  Parameter parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  boolean takes(int count) {
    return count >= leastArguments()
        && (count <= parameters.size()
            || (!parameters.isEmpty() && parameters.getLast().repeating()));
  }

  FunctionSignature signature() {
    return new FunctionSignature(
        name,
        parameters.stream()
            .map(Parameter::toString)
            .collect(Collectors.joining(", ", name + "(", ")")),
        summary);
  }

  private int leastArguments() {
    int least = parameters.size();
    while (least > 0 && parameters.get(least - 1).optional()) {
      least--;
    }
    return least;
  }
}
