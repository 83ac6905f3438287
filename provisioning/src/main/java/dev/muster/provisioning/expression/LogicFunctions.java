package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Arguments.text;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;

/// Functions that choose and test.
final class LogicFunctions {
  static final List<Function> ALL =
      List.of(
          new Function("BitAnd", 2, 2, LogicFunctions::bitAnd),
          new Function("CBool", 1, 1, a -> BooleanNode.valueOf(a.truth(0))),
          new Function("Coalesce", 1, Function.ANY, LogicFunctions::coalesce),
          new Function("CStr", 1, 1, a -> a.has(0) ? text(a.text(0)) : a.value(0)),
          new Function("IgnoreFlowIfNullOrEmpty", 1, 1, a -> a.value(0)),
          new Function("IIF", 3, 3, a -> a.value(a.truth(0) ? 1 : 2)),
          new Function("IsNothing", 1, 1, a -> BooleanNode.valueOf(!a.has(0))),
          new Function("IsNull", 1, 1, a -> BooleanNode.valueOf(!a.has(0))),
          new Function("IsNullOrEmpty", 1, 1, a -> BooleanNode.valueOf(a.text(0).isEmpty())),
          new Function("IsPresent", 1, 1, a -> BooleanNode.valueOf(!a.text(0).isEmpty())),
          new Function("IsString", 1, 1, a -> BooleanNode.valueOf(a.value(0).isString())),
          new Function("Not", 1, 1, a -> BooleanNode.valueOf(!a.truth(0))),
          new Function("Switch", 4, Function.ANY, LogicFunctions::choose));

  private LogicFunctions() {}

  private static JsonNode bitAnd(Arguments arguments) {
    return JsonNodeFactory.instance.numberNode(arguments.number(0) & arguments.number(1));
  }

  private static JsonNode coalesce(Arguments arguments) {
    for (var i = 0; i < arguments.size(); i++) {
      if (!arguments.text(i).isEmpty()) {
        return arguments.value(i);
      }
    }
    return MissingNode.getInstance();
  }

  /// `Switch(source, default, key1, value1, …)`; keys are compared case-sensitive.
  private static JsonNode choose(Arguments arguments) {
    var source = arguments.text(0);
    for (var i = 2; i + 1 < arguments.size(); i += 2) {
      if (arguments.text(i).equals(source)) {
        return arguments.value(i + 1);
      }
    }
    return arguments.value(1);
  }
}
