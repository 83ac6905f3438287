package dev.muster.scim.dialect;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeType;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/// Rules for values of attributes.
final class ValueRules {
  private static final String VALUE = "value";

  private ValueRules() {}

  /// `"active": "False"` → `"active": false`.
  record TextBoolean() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return attribute.type() == AttributeType.BOOLEAN
          && value.isString()
          && (value.stringValue().equalsIgnoreCase("true")
              || value.stringValue().equalsIgnoreCase("false"));
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      return BooleanNode.valueOf(value.stringValue().equalsIgnoreCase("true"));
    }
  }

  /// `"title": ""` → `"title": null`; a reference or a value whose `value` is empty is none at all.
  record EmptyText() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return isEmptyText(value)
          || (attribute.complex()
              && value instanceof ObjectNode object
              && Members.find(object, VALUE).filter(EmptyText::isEmptyText).isPresent());
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      return NullNode.getInstance();
    }

    private static boolean isEmptyText(JsonNode value) {
      return value.isString() && value.stringValue().isEmpty();
    }
  }

  /// `"manager": [{"value": "7"}]` → `"manager": {"value": "7"}`; `"userName": [{"value": "ann"}]`
  /// → `"userName": "ann"`.
  record ArrayForOne() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return place == Place.SINGULAR
          && value instanceof ArrayNode elements
          && elements.size() == 1
          && elements.get(0) instanceof ObjectNode only
          && (attribute.complex() || Members.find(only, VALUE).isPresent());
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      var only = (ObjectNode) value.get(0);
      return attribute.complex() ? only : Members.find(only, VALUE).orElseThrow();
    }
  }

  /// `"emails": {"value": "a@example.com"}` → `"emails": [{"value": "a@example.com"}]`.
  record OneForMany() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return place == Place.ALL && value.isObject() && !value.isEmpty();
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      return JsonNodeFactory.instance.arrayNode(1).add(value);
    }
  }

  /// `"manager": "7"` → `"manager": {"value": "7"}`.
  record TextForReference() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return place == Place.SINGULAR
          && attribute.complex()
          && value.isString()
          && attribute.findSubAttribute(VALUE).isPresent();
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      var object = ScimJson.object();
      object.set(VALUE, value);
      return object;
    }
  }

  /// `{"value": "{\"id\":\"1\",\"value\":\"Admin\",\"displayName\":\"Administrator\"}"}` →
  /// `{"value": "Admin", "display": "Administrator"}`.
  record JsonText() implements Rewriting.OfValue {
    @Override
    public boolean fits(Attribute attribute, JsonNode value, Place place) {
      return place == Place.ONE && attribute.complex() && find(value).isPresent();
    }

    @Override
    public JsonNode rewrite(Attribute attribute, JsonNode value) {
      var inner = find(value).orElseThrow();
      var outer = value instanceof ObjectNode object ? object : ScimJson.object();
      Members.findName(outer, VALUE).ifPresent(outer::remove);
      var named = Members.findName(inner, "displayName");
      if (named.isPresent() && Members.find(inner, "display").isEmpty()) {
        inner.set("display", inner.remove(named.get()));
      }
      return outer.setAll(inner);
    }

    private static Optional<ObjectNode> find(JsonNode value) {
      var text =
          value instanceof ObjectNode object ? Members.find(object, VALUE) : Optional.of(value);
      return text.filter(JsonNode::isString).map(JsonNode::stringValue).flatMap(JsonText::parse);
    }

    private static Optional<ObjectNode> parse(String text) {
      if (!text.startsWith("{")) {
        return Optional.empty();
      }
      try {
        return Optional.of(ScimJson.parseObject(text)).filter(object -> object.has(VALUE));
      } catch (ScimException e) {
        return Optional.empty();
      }
    }
  }
}
