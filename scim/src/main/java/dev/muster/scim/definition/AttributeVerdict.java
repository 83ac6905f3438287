package dev.muster.scim.definition;

import dev.muster.scim.definition.SchemaChange.AttributeChanged;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Mutability;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.Uniqueness;
import java.util.HashSet;

/// Decides on changes of an attribute's characteristics.
final class AttributeVerdict {
  private static final Verdict FREE = new Verdict.Free();

  private AttributeVerdict() {}

  static Verdict of(AttributeChanged change) {
    var before = change.before();
    var after = change.after();
    return switch (change.characteristic()) {
      case DESCRIPTION -> FREE;
      case NAME, TYPE, MULTI_VALUED, CASE_EXACT -> unlessUsed(change);
      case REQUIRED -> after.required() ? unlessMissing(change.place()) : FREE;
      case CANONICAL_VALUES -> canonicalValues(change.place(), before, after);
      case MUTABILITY -> mutability(change);
      case RETURNED -> before.returned() == Returned.NEVER ? unlessSecret(change.place()) : FREE;
      case UNIQUENESS -> before.uniqueness() == Uniqueness.NONE ? new Verdict.IfDistinct() : FREE;
      case REFERENCE_TYPES ->
          new HashSet<>(after.referenceTypes()).containsAll(before.referenceTypes())
              ? FREE
              : unlessUsed(change);
    };
  }

  /// Documents hold values in the form that the definition had when they were written.
  private static Verdict unlessUsed(AttributeChanged change) {
    return new Verdict.Unless(
        new Obstacle.AValue(change.place()),
        "with a value of it as it was",
        "remove the values first, or add another attribute");
  }

  private static Verdict unlessMissing(Place place) {
    return new Verdict.Unless(
        new Obstacle.NoValue(place), "without a value of it", "give every resource a value first");
  }

  private static Verdict unlessSecret(Place place) {
    return new Verdict.Unless(
        new Obstacle.AValue(place),
        "with a value of it that was never to be returned",
        "remove the values first, or add another attribute");
  }

  private static Verdict canonicalValues(Place place, Attribute before, Attribute after) {
    var narrower =
        !after.canonicalValues().isEmpty()
            && (before.canonicalValues().isEmpty()
                || !new HashSet<>(after.canonicalValues()).containsAll(before.canonicalValues()));
    return narrower
        ? new Verdict.Unless(
            new Obstacle.AnotherValue(place, after.canonicalValues(), after.caseExact()),
            "with another value of it",
            "change those values first, or keep theirs among the canonical values")
        : FREE;
  }

  private static Verdict mutability(AttributeChanged change) {
    return switch (change.after().mutability()) {
      case READ_WRITE, IMMUTABLE ->
          change.before().mutability() == Mutability.WRITE_ONLY
              ? unlessSecret(change.place())
              : FREE;
      case READ_ONLY ->
          new Verdict.Unless(
              new Obstacle.AValue(change.place()),
              "with a value of it that no client could change any more",
              "remove the values first, or make it immutable");
      case WRITE_ONLY ->
          new Verdict.Unless(
              new Obstacle.AValue(change.place()),
              "with a value of it that clients have seen",
              "remove the values first, or add another attribute");
    };
  }
}
