package dev.muster.scim.patch;

import static dev.muster.scim.patch.PatchSamples.USER;
import static dev.muster.scim.patch.PatchSamples.json;
import static dev.muster.scim.patch.PatchSamples.patchOp;
import static dev.muster.scim.patch.PatchSamples.patchUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.muster.scim.message.ScimException;
import dev.muster.scim.message.ScimType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// PATCH as RFC 7644 §3.5.2 has it; what clients make of it is in [ClientDialectTest].
class PatchApplierTest {
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private static void assertRefused(
      ScimType type, String detail, String document, String operations) {
    assertThatExceptionOfType(ScimException.class)
        .isThrownBy(() -> patchUser(document, operations))
        .withMessageContaining(detail)
        .satisfies(e -> assertThat(e.scimType()).contains(type));
  }

  @Test
  void leavesTheGivenDocumentAlone() {
    var document =
        json("{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"type\": \"work\"}]}");
    var copy = document.deepCopy();
    var patch =
        patchOp(
            """
            {"op": "replace", "path": "emails[type eq \\"work\\"].value", "value": "y"}
            """);

    var patched = PatchApplier.apply(document, patch, USER);

    assertThat(document).isEqualTo(copy);
    assertThat(patched).isNotEqualTo(copy);
  }

  @Test
  void appliesOperationsInSequenceEachOnWhatTheLastOneLeft() {
    var patched =
        patchUser(
            "{\"userName\": \"a\"}",
            """
            {"op": "add", "path": "emails", "value": [{"value": "x", "type": "work"}]},
            {"op": "replace", "path": "emails[value eq \\"x\\"].type", "value": "home"},
            {"op": "remove", "path": "emails[type eq \\"work\\"]"}
            """);

    assertThat(patched)
        .isEqualTo(
            json("{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"type\": \"home\"}]}"));
  }

  @Test
  void namesUnknownAttributeAndTheOneThatWasMeant() {
    assertRefused(
        ScimType.INVALID_PATH,
        "\"nickname2\"; did you mean \"nickName\"?",
        "{\"userName\": \"a\"}",
        """
        {"op": "add", "path": "nickname2", "value": "x"}
        """);
    assertRefused(
        ScimType.INVALID_PATH,
        "did you mean \"name.givenName\"?",
        "{\"userName\": \"a\"}",
        """
        {"op": "add", "path": "name.givnName", "value": "x"}
        """);
  }

  @ParameterizedTest
  @CsvSource({"id", "meta", "meta.created", "groups", "groups.value"})
  void refusesPathOfReadOnlyAttribute(String path) {
    assertRefused(
        ScimType.MUTABILITY,
        path,
        "{\"userName\": \"a\"}",
        """
        {"op": "replace", "path": "%s", "value": "x"}
        """
            .formatted(path));
  }

  @Test
  void refusesValueOfAnotherType() {
    assertRefused(
        ScimType.INVALID_VALUE,
        "\"active\": expected true or false, found \"maybe\"",
        "{\"userName\": \"a\"}",
        """
        {"op": "replace", "path": "active", "value": "maybe"}
        """);
  }

  @Test
  void ignoresSchemasWhichFollowFromTheAttributes() {
    var patched =
        patchUser(
            "{\"userName\": \"a\"}",
            """
            {"op": "add", "path": "schemas", "value": ["%s"]},
            {"op": "add", "path": "%s:department", "value": "Tours"}
            """
                .formatted(ENTERPRISE, ENTERPRISE));

    assertThat(patched)
        .isEqualTo(
            json(
                "{\"userName\": \"a\", \"%s\": {\"department\": \"Tours\"}}"
                    .formatted(ENTERPRISE)));
  }

  /// RFC 7644 §3.5.2.1.
  @Nested
  class Add {
    @Test
    void setsAttributesThatAreNotThere() {
      var patched =
          patchUser(
              "{\"userName\": \"a\"}",
              """
              {"op": "add", "path": "nickName", "value": "Babs"},
              {"op": "add", "path": "name.givenName", "value": "Barbara"},
              {"op": "add", "path": "NAME.familyname", "value": "Jensen"}
              """);

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a", "nickName": "Babs",
                   "name": {"givenName": "Barbara", "familyName": "Jensen"}}
                  """));
    }

    @Test
    void mergesTheMembersOfAValueWithoutPath() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\"}], \"name\": {\"givenName\": \"B\"}}",
              """
              {"op": "add", "value": {"emails": [{"value": "y", "type": "home"}],
                                      "name": {"familyName": "J"}, "nickname": "Babs"}}
              """);

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a", "nickName": "Babs",
                   "emails": [{"value": "x"}, {"value": "y", "type": "home"}],
                   "name": {"givenName": "B", "familyName": "J"}}
                  """));
    }

    @Test
    void addsNoValueThatIsThereAlready() {
      var document =
          """
          {"userName": "a", "emails": [{"value": "x", "type": "work", "primary": true}]}
          """;

      var patched =
          patchUser(
              document,
              """
              {"op": "add", "path": "emails", "value": [{"value": "x", "type": "work"}]},
              {"op": "add", "path": "emails", "value": {"type": "work", "value": "x", "primary": true}}
              """);

      assertThat(patched).isEqualTo(json(document));
    }

    @Test
    void newPrimaryValueTakesOverFromTheOldOne() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"primary\": true}]}",
              """
              {"op": "add", "path": "emails", "value": [{"value": "y", "primary": true}]}
              """);

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a", "emails": [{"value": "x", "primary": false},
                                               {"value": "y", "primary": true}]}
                  """));
    }

    @Test
    void refusesToMakeSeveralValuesPrimary() {
      assertRefused(
          ScimType.INVALID_VALUE,
          "more than one value is primary",
          "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\"}, {\"value\": \"y\"}]}",
          """
          {"op": "add", "path": "emails.primary", "value": true}
          """);
    }

    @Test
    void refusesValuePathThatMatchesNothingAndDescribesNothing() {
      assertRefused(
          ScimType.NO_TARGET,
          "\"emails\"",
          "{\"userName\": \"a\"}",
          """
          {"op": "add", "path": "emails[type sw \\"w\\"].value", "value": "x"}
          """);
      assertRefused(
          ScimType.NO_TARGET,
          "\"emails\"",
          "{\"userName\": \"a\"}",
          """
          {"op": "add", "path": "emails[type eq \\"a\\" and type eq \\"b\\"].value", "value": "x"}
          """);
    }
  }

  /// RFC 7644 §3.5.2.2.
  @Nested
  class Remove {
    private static final String DOCUMENT =
        """
        {"userName": "a", "title": "T",
         "emails": [{"value": "x", "type": "work", "display": "X"}, {"value": "y", "type": "home"}],
         "addresses": [{"type": "work", "locality": "Oslo"}]}
        """;

    @Test
    void removesAttributesPartsAndSelectedValues() {
      var patched =
          patchUser(
              DOCUMENT,
              """
              {"op": "remove", "path": "title"},
              {"op": "remove", "path": "emails[type eq \\"work\\"].display"},
              {"op": "remove", "path": "emails[value eq \\"y\\"]"},
              {"op": "remove", "path": "addresses[type eq \\"work\\"].locality"}
              """);

      assertThat(patched)
          .isEqualTo(
              json("{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"type\": \"work\"}]}"));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "nickName",
          "name.givenName",
          "emails[type eq \\\"other\\\"]",
          "ims",
          "ims.value"
        })
    void isContentWhenThereIsNothingToRemove(String path) {
      var operation = "{\"op\": \"remove\", \"path\": \"%s\"}".formatted(path);

      assertThat(patchUser(DOCUMENT, operation)).isEqualTo(json(DOCUMENT));
    }

    @Test
    void refusesAValueRatherThanRemoveMoreThanWasMeant() {
      assertRefused(
          ScimType.INVALID_VALUE,
          "emails[value eq",
          DOCUMENT,
          """
          {"op": "remove", "path": "emails", "value": [{"value": "x"}]}
          """);
    }

    @Test
    void refusesToRemoveARequiredAttribute() {
      assertRefused(
          ScimType.MUTABILITY,
          "\"userName\" is required",
          DOCUMENT,
          """
          {"op": "remove", "path": "userName"}
          """);
    }

    @Test
    void removesAWholeExtension() {
      var document =
          "{\"userName\": \"a\", \"%s\": {\"department\": \"Tours\"}}".formatted(ENTERPRISE);

      var patched =
          patchUser(document, "{\"op\": \"remove\", \"path\": \"%s\"}".formatted(ENTERPRISE));

      assertThat(patched).isEqualTo(json("{\"userName\": \"a\"}"));
    }
  }

  /// RFC 7644 §3.5.2.3.
  @Nested
  class Replace {
    @Test
    void keepsTheOtherPartsOfAComplexAttributeAndDropsThoseGivenAsNull() {
      var patched =
          patchUser(
              """
              {"userName": "a", "name": {"givenName": "B", "familyName": "J", "middleName": "M"}}
              """,
              """
              {"op": "replace", "path": "name", "value": {"familyName": "K", "middleName": null}}
              """);

      assertThat(patched)
          .isEqualTo(
              json(
                  "{\"userName\": \"a\", \"name\": {\"givenName\": \"B\", \"familyName\": \"K\"}}"));
    }

    @Test
    void replacesAllValuesOfAMultiValuedAttribute() {
      var patched =
          patchUser(
              "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\"}, {\"value\": \"y\"}]}",
              """
              {"op": "replace", "path": "emails", "value": [{"value": "z"}]}
              """);

      assertThat(patched)
          .isEqualTo(json("{\"userName\": \"a\", \"emails\": [{\"value\": \"z\"}]}"));
    }

    @Test
    void replacesSelectedValuesWhole() {
      var patched =
          patchUser(
              """
              {"userName": "a", "addresses": [{"type": "work", "locality": "Oslo", "country": "NO"},
                                              {"type": "home", "locality": "Bergen"}]}
              """,
              """
              {"op": "replace", "path": "addresses[type eq \\"work\\"]",
               "value": {"streetAddress": "Karl Johans gate 1"}}
              """);

      assertThat(patched)
          .isEqualTo(
              json(
                  """
                  {"userName": "a",
                   "addresses": [{"type": "work", "streetAddress": "Karl Johans gate 1"},
                                 {"type": "home", "locality": "Bergen"}]}
                  """));
    }

    @ParameterizedTest
    @ValueSource(strings = {"emails[value eq \\\"z\\\"].type", "emails[type eq \\\"other\\\"]"})
    void refusesValuePathThatMeansAValueWhichIsNotThere(String path) {
      assertRefused(
          ScimType.NO_TARGET,
          "\"emails\"",
          "{\"userName\": \"a\", \"emails\": [{\"value\": \"x\", \"type\": \"work\"}]}",
          "{\"op\": \"replace\", \"path\": \"%s\", \"value\": \"q\"}".formatted(path));
    }

    @Test
    void setsAttributeThatIsNotThere() {
      var patched =
          patchUser(
              "{\"userName\": \"a\"}",
              """
              {"op": "replace", "path": "urn:ietf:params:scim:schemas:core:2.0:User:name.familyName",
               "value": "Jensen"}
              """);

      assertThat(patched)
          .isEqualTo(json("{\"userName\": \"a\", \"name\": {\"familyName\": \"Jensen\"}}"));
    }

    @Test
    void refusesToEmptyARequiredAttribute() {
      assertRefused(
          ScimType.INVALID_VALUE,
          "\"userName\" has no value",
          "{\"userName\": \"a\"}",
          """
          {"op": "replace", "path": "userName", "value": ""}
          """);
    }

    @Test
    void newManagerTakesNothingOverFromTheOldOne() {
      var document =
          """
          {"userName": "a", "%s": {"manager": {"value": "1", "$ref": "../Users/1"}}}
          """
              .formatted(ENTERPRISE);

      var whole =
          patchUser(
              document,
              """
              {"op": "replace", "path": "%s:manager", "value": {"value": "2"}}
              """
                  .formatted(ENTERPRISE));
      var part =
          patchUser(
              document,
              """
              {"op": "replace", "path": "%s:manager.value", "value": "2"}
              """
                  .formatted(ENTERPRISE));

      var expected =
          json(
              "{\"userName\": \"a\", \"%s\": {\"manager\": {\"value\": \"2\"}}}"
                  .formatted(ENTERPRISE));
      assertThat(whole).isEqualTo(expected);
      assertThat(part).isEqualTo(expected);
    }
  }
}
