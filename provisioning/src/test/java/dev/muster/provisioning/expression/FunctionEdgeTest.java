package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Evaluations.evaluate;
import static dev.muster.provisioning.expression.Evaluations.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.IntNode;

/// What the reference leaves open, and where Muster goes beyond it.
class FunctionEdgeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Append([none], \"x\")",
        "Mid([none], 1, 2)",
        "ToLower([none])",
        "Replace([none], \"a\",,, \"b\",,)",
        "Join(\"-\", [none], [none])",
        "DateAdd(\"d\", 1, [none])",
        "DateDiff(\"d\", [none], Now())",
        "Item([none], 1)",
        "Coalesce([none], [nothing])",
        "Split([none], \",\")"
      })
  void givesNothingForNothing(String expression) {
    assertThat(text(expression)).isEqualTo("∅");
    assertThat(text(expression, "{\"none\": null}")).isEqualTo("∅");
    assertThat(text(expression, "{\"none\": []}")).isEqualTo("∅");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        "Left(\"abc\", 0)¦",
        "Left(\"abc\", -1)¦abc",
        "Left(\"abc\", 9)¦abc",
        "Left([none], 1)¦",
        "Right(\"abcd\", 2)¦cd",
        "Right(\"ab\", 9)¦ab",
        "Mid(\"abc\", 2, 9)¦bc",
        "Mid(\"abc\", 5, 1)¦",
        "Mid(\"abc\", 1, 0)¦",
        "Word(\"a b\", 3, \" \")¦",
        "Word(\"a b\", 0, \" \")¦",
        "Word([none], 1, \" \")¦"
      })
  void cutsWithinItsBounds(String expression, String expected) {
    assertThat(text(expression)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void cutsNoCharacterInHalf() {
    assertThat(text("Left(\"😀x\", 1)")).isEqualTo("😀");
    assertThat(text("Mid(\"😀xy\", 2, 1)")).isEqualTo("x");
    assertThat(text("Len(\"😀x\")")).isEqualTo("2");
    assertThat(text("InStr(\"😀x\", \"x\")")).isEqualTo("2");
  }

  @ParameterizedTest
  @CsvSource({
    "Łukasz Żółć, Lukasz Zolc",
    "Ørsted, OErsted",
    "Straße, Strasse",
    "Æsir, AEsir",
    "İstanbul ılık, Istanbul ilik",
    "Đặng Nguyễn, Dang Nguyen",
    "Сергей, Сергей",
    "がく, がく"
  })
  void takesMarksOffLatinLettersOnly(String text, String expected) {
    assertThat(text("NormalizeDiacritics(\"" + text + "\")")).isEqualTo(expected);
  }

  @Test
  void namesOfFunctionsIgnoreCase() {
    assertThat(text("tolower(APPEND(\"A\", \"B\"))")).isEqualTo("ab");
  }

  @Test
  void takesBothAbsentAndEmptyAsEmptyInConditions() {
    assertThat(text("IIF([country] = \"\", \"none\", [country])")).isEqualTo("none");
    assertThat(text("IIF([country] <> \"CZ\", \"other\", \"CZ\")")).isEqualTo("other");
    assertThat(text("IIF([age] > 5, \"old\", \"unknown\")")).isEqualTo("unknown");
  }

  @Test
  void comparesNumbersAndDatesByWhatTheyMean() {
    assertThat(text("CBool(\"9\" < \"10\")")).isEqualTo("True");
    assertThat(text("CBool([n] = \"1.0\")", "{\"n\": 1}")).isEqualTo("True");
    assertThat(text("CBool(\"2026-04-01\" > Now())")).isEqualTo("True");
    assertThat(text("CBool(\"b\" > \"a\")")).isEqualTo("True");
  }

  @Test
  void doesNotWriteOutNumbersWithoutMeasure() {
    for (var huge : List.of("1E999999999", "\"1E999999999\"")) {
      assertThat(text("IIF([n] > 5, \"number\", CStr([n]))", "{\"n\": %s}".formatted(huge)))
          .hasSizeLessThan(20);
    }
    assertThat(text("CStr(123456789012345678901)")).isEqualTo("123456789012345678901");
  }

  @Test
  void countsOnlyWholeIntervalsInBothDirections() {
    assertThat(text("DateDiff(\"h\", \"2026-01-01T10:00:00\", \"2026-01-01T11:59:59\")"))
        .isEqualTo("1");
    assertThat(text("DateDiff(\"s\", \"2026-01-01T10:00:00.5Z\", \"2026-01-01T10:00:00Z\")"))
        .isEqualTo("0");
    assertThat(text("DateDiff(\"ww\", \"2026-01-03\", \"2026-01-04\")")).isEqualTo("1");
  }

  @Test
  void joinsConditions() {
    assertThat(text("IIF(And([a] = \"1\", Or([b] = \"2\", Not([c]))), \"y\", \"n\")", "{\"a\": 1}"))
        .isEqualTo("y");
  }

  @Test
  void evaluatesOnlyTheBranchThatIsTaken() {
    assertThat(text("IIF(IsPresent([left]), CDate([left]), \"here\")", "{\"left\": \"\"}"))
        .isEqualTo("here");
    assertThat(text("Coalesce(\"a\", CDate([bad]))", "{\"bad\": \"x\"}")).isEqualTo("a");
  }

  @Test
  void keepsTheKindOfAValue() {
    assertThat(evaluate("[active]", "{\"active\": true}")).contains(BooleanNode.TRUE);
    assertThat(evaluate("Not([active])", "{\"active\": \"True\"}")).contains(BooleanNode.FALSE);
    assertThat(evaluate("Len(\"abc\")", "{}")).contains(IntNode.valueOf(3));
    assertThat(text("IsString([active])", "{\"active\": true}")).isEqualTo("False");
  }

  @Test
  void joinsAllValuesOfAMultiValuedSource() {
    assertThat(text("Join(\";\", [tags], \"z\")", "{\"tags\": [\"a\", \"\", \"b\"]}"))
        .isEqualTo("a;b;z");
  }

  @Test
  void leavesEachValueOnce() {
    assertThat(evaluate("RemoveDuplicates([tags])", "{\"tags\": [\"b\", \"a\", \"b\"]}"))
        .contains(JsonMapper.shared().readTree("[\"b\", \"a\"]"));
  }

  @Test
  void readsTheRegularExpressionsOfDotNet() {
    var renamed =
        "Replace(\"7-abc\", , \"(?<house_no>\\\\d+)-(?'street'\\\\w+)\", , \"${street} ${house_no} $$1\", , )";

    assertThat(text(renamed)).isEqualTo("abc 7 $1");
    assertThat(text("Replace(\"a\\\\b\", \"\\\\\", , , \"$\", , )")).isEqualTo("a$b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "Zürich Ärzte¦\\w+¦x¦x x",
        "٣٤ 12¦\\d+¦n¦n n",
        "ÄRZTE¦(?i)ärzte¦x¦x",
        "a[b]c¦[[]¦(¦a(b]c",
        "a&&b¦[a&&b]¦x¦xxxx",
        "hello¦[a-z-[aeiou]]¦x¦xexxo",
        "hello¦[^a-e-[^h-z]]¦x¦xexxx",
        "abc¦(?<a>a)(b)(?<c>c)¦$1$2$3¦bac",
        "abc¦(?<a>a)(?<b>b)¦$2$1¦bac"
      })
  void matchesAsDotNetDoes(String source, String regex, String replacement, String expected) {
    var expression =
        "Replace([s], , \"%s\", , \"%s\", , )".formatted(regex.replace("\\", "\\\\"), replacement);
    var attributes = "{\"s\": \"%s\"}".formatted(source);

    assertThat(text(expression, attributes)).isEqualTo(expected);
  }

  @Test
  void onlyALineFeedEndsALineAsInDotNet() {
    var attributes = "{\"s\": \"a\\r\\nb\"}";

    assertThat(text("Replace([s], , \"a.\", , \"x\", , )", attributes)).isEqualTo("x\nb");
  }

  @Test
  void endsAnEvaluationThatTakesTooMuch() {
    var tenfold = "Join(\"\", [s], [s], [s], [s], [s], [s], [s], [s], [s], [s])";
    var attributes = "{\"s\": \"%s\"}".formatted("x".repeat(150_000));

    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> text(tenfold, attributes))
        .withMessageContaining("more than 1,000,000 characters");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "ToUpper([s], )¦STRAẞE|STRASSE",
        "Prepend(\"Dr. \", [s])¦Dr. straße",
        "IsNothing([s])¦False",
        "IsNothing([t])¦True",
        "IsString([s])¦True",
        "IsString([n])¦False"
      })
  void knowsTheFunctionsThatTheGraphListsAlone(String expression, String expected) {
    assertThat(text(expression, "{\"s\": \"straße\", \"n\": 3}"))
        .isIn((Object[]) expected.split("\\|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "D¦Tuesday, 03 February 2026",
        "f¦Tuesday, 03 February 2026 16:05",
        "F¦Tuesday, 03 February 2026 16:05:09",
        "g¦02/03/2026 16:05",
        "G¦02/03/2026 16:05:09",
        "m¦February 03",
        "R¦Tue, 03 Feb 2026 16:05:09 GMT",
        "t¦16:05",
        "T¦16:05:09",
        "u¦2026-02-03 16:05:09Z",
        "Y¦2026 February",
        "%d¦3",
        "M/d/yyyy h:mm tt¦2/3/2026 4:05 PM",
        "dd MMM yyyy¦03 Feb 2026",
        "dddd, d MMMM yy¦Tuesday, 3 February 26",
        "yyyyMMdd'T'HHmmss¦20260203T160509",
        "yyyy-MM-ddTHH:mm:ss.fffK¦2026-02-03T16:05:09.000Z",
        "s¦2026-02-03T16:05:09"
      })
  void writesTheDateFormatsOfDotNet(String format, String expected) {
    assertThat(text("FormatDateTime(\"2026-02-03T16:05:09Z\", , , \"" + format + "\")"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "31.12.2026¦dd.MM.yyyy¦2026-12-31",
        "5 Jan 2026¦d MMM yyyy¦2026-01-05",
        "20260105¦yyyyMMdd¦2026-01-05",
        "01/05/26¦MM/dd/yy¦2026-01-05",
        "2026-01-05 23:00 -0230¦yyyy-MM-dd HH:mm zzz¦∅"
      })
  void readsTheDateFormatsOfDotNet(String date, String format, String expected) {
    var expression = "FormatDateTime([d], , \"%s\", \"yyyy-MM-dd\")".formatted(format);
    var attributes = "{\"d\": \"%s\"}".formatted(date);

    if (expected.equals("∅")) {
      assertThatExceptionOfType(EvaluationException.class)
          .isThrownBy(() -> text(expression, attributes))
          .withMessageContaining(date)
          .withMessageContaining(format);
    } else {
      assertThat(text(expression, attributes)).isEqualTo(expected);
    }
  }

  @Test
  void namesTheValueThatIsNoDate() {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(
            () -> text("IIF(True, DateAdd(\"d\", 1, [left]), \"\")", "{\"left\": \"30.2.\"}"))
        .withMessage(
            "DateAdd at column 11: dateTime is \"30.2.\", which is not a date such as \"2026-01-31\"; read other forms with FormatDateTime");
  }

  @Test
  void saysThatSeveralValuesAreNotOne() {
    assertThatExceptionOfType(EvaluationException.class)
        .isThrownBy(() -> text("ToLower([tags])", "{\"tags\": [\"a\", \"b\"]}"))
        .withMessageContaining("2 values")
        .withMessageContaining("Item");
  }

  @Test
  void makesGuidsOfVersion4() {
    assertThat(text("Guid()"))
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void makesRandomTextsOfTheClassesAskedFor() {
    for (long seed = 0; seed < 200; seed++) {
      var password =
          evaluate("RandomString(10,2,2,2,1,\"?,\")", "{}", seed).map(Values::text).orElse("");

      assertThat(password).as("seed %d", seed).hasSize(10).doesNotContain("?", ",");
      assertThat(count(password, "[0-9]")).as("seed %d", seed).isGreaterThanOrEqualTo(2);
      assertThat(count(password, "[A-Z]")).as("seed %d", seed).isGreaterThanOrEqualTo(2);
      assertThat(count(password, "[a-z]")).as("seed %d", seed).isGreaterThanOrEqualTo(1);
      assertThat(count(password, "[^0-9A-Za-z]")).as("seed %d", seed).isGreaterThanOrEqualTo(2);
    }
    assertThat(text("RandomString(6,3,0,0,3)")).matches("[0-9a-z]{6}");
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }
}
