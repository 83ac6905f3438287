package dev.muster.scim.dialect;

import dev.muster.scim.message.ScimJson;
import dev.muster.scim.schema.AttributeType;
import dev.muster.scim.schema.ResourceSchema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.StringNode;

/// Rules for filters alone.
final class FilterRules {
  private FilterRules() {}

  /// `emails[type eq "work"].value eq "x"` → `emails[type eq "work" and value eq "x"]`.
  record ValuePathComparison() implements Rewriting.OfFilter {
    @Override
    public List<FilterEdit> edits(FilterSketch filter, Optional<ResourceSchema> schema) {
      var edits = new ArrayList<FilterEdit>();
      for (var comparison : filter.comparisons()) {
        comparison
            .brackets()
            .filter(FilterSketch.Brackets::closed)
            .ifPresent(brackets -> moveInside(filter.text(), brackets, comparison, edits));
      }
      return edits;
    }

    private static void moveInside(
        String text,
        FilterSketch.Brackets brackets,
        FilterSketch.Comparison comparison,
        List<FilterEdit> edits) {
      var inner = text.substring(brackets.opening() + 1, brackets.closing());
      // "and" binds stronger than "or".
      var grouped = inner.toLowerCase(Locale.ROOT).contains(" or ");
      if (grouped) {
        edits.add(new FilterEdit(brackets.opening() + 1, brackets.opening() + 1, "("));
      }
      int name = comparison.attribute().start() + 1;
      edits.add(new FilterEdit(brackets.closing(), name, grouped ? ") and " : " and "));
      edits.add(new FilterEdit(comparison.end(), comparison.end(), "]"));
    }
  }

  /// `externalId eq jyoung` → `externalId eq "jyoung"`, `meta.created gt 2015-10-10T14:38:21Z`
  /// likewise.
  record UnquotedText() implements Rewriting.OfFilter {
    private static final Set<String> LITERALS = Set.of("true", "false", "null");
    private static final Set<AttributeType> NUMBERS =
        EnumSet.of(AttributeType.INTEGER, AttributeType.DECIMAL);

    @Override
    public List<FilterEdit> edits(FilterSketch filter, Optional<ResourceSchema> schema) {
      var edits = new ArrayList<FilterEdit>();
      for (var comparison : filter.comparisons()) {
        var literal = comparison.literal();
        if (!literal.isEmpty() && literal.stream().noneMatch(FilterSketch.Word::isQuoted)) {
          var text = filter.text().substring(literal.getFirst().start(), comparison.end());
          if (!isLiteral(text, comparison, schema)) {
            edits.add(
                new FilterEdit(
                    literal.getFirst().start(),
                    comparison.end(),
                    ScimJson.write(StringNode.valueOf(text))));
          }
        }
      }
      return edits;
    }

    // What begins as a number is left to the parser, which says what is wrong with it, unless the
    // attribute holds none.
    private static boolean isLiteral(
        String text, FilterSketch.Comparison comparison, Optional<ResourceSchema> schema) {
      return LITERALS.contains(text.toLowerCase(Locale.ROOT))
          || ((text.charAt(0) == '-' || Character.isDigit(text.charAt(0)))
              && schema
                  .flatMap(comparison::attribute)
                  .filter(attribute -> !NUMBERS.contains(attribute.type()))
                  .isEmpty());
    }
  }

  /// `primary eq "True"` → `primary eq true`, of boolean attributes.
  record TextBoolean() implements Rewriting.OfFilter {
    @Override
    public List<FilterEdit> edits(FilterSketch filter, Optional<ResourceSchema> schema) {
      var edits = new ArrayList<FilterEdit>();
      for (var comparison : filter.comparisons()) {
        if (comparison.literal().size() == 1) {
          var literal = comparison.literal().getFirst();
          var word = literal.text().toLowerCase(Locale.ROOT);
          if ((word.equals("\"true\"") || word.equals("\"false\""))
              && isBoolean(comparison, schema)) {
            edits.add(literal.replacedBy(word.substring(1, word.length() - 1)));
          }
        }
      }
      return edits;
    }

    private static boolean isBoolean(
        FilterSketch.Comparison comparison, Optional<ResourceSchema> schema) {
      return schema
          .flatMap(comparison::attribute)
          .filter(attribute -> attribute.type() == AttributeType.BOOLEAN)
          .isPresent();
    }
  }

  /// `manager eq "7"` → `urn:…:enterprise:2.0:User:manager eq "7"`.
  record ExtensionName() implements Rewriting.OfFilter {
    @Override
    public List<FilterEdit> edits(FilterSketch filter, Optional<ResourceSchema> schema) {
      var edits = new ArrayList<FilterEdit>();
      for (var comparison : filter.comparisons()) {
        if (comparison.brackets().isEmpty()) {
          schema
              .flatMap(s -> ExtensionNames.findPath(comparison.name(), s))
              .map(comparison.attribute()::replacedBy)
              .ifPresent(edits::add);
        }
      }
      return edits;
    }
  }
}
