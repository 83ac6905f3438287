package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Evaluations.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        "Joim(\"a\")¦1¦did you mean \"Join\"?",
        "IIF(True, Lft(\"a\", 1), \"\")¦11¦did you mean \"Left\"?",
        "SingleAppRoleAssigment([a])¦1¦did you mean \"SingleAppRoleAssignment\"?",
        "Left(\"a\")¦1¦Left(String, NumChars)",
        "Guid(1)¦1¦Guid()",
        "Left(\"a\", \"x\")¦11¦whole number",
        "Left(\"a\", 1.5)¦11¦whole number",
        "DateAdd(\"day\", 1, Now())¦9¦yyyy, m, d, ww, h, n, s",
        "CDate(\"31.12.2026\")¦7¦takes a date",
        "InStr(\"a\", \"b\", 1, vbText)¦20¦\"vbText\"",
        "Mid([a], , 2)¦10¦Mid needs a value for start",
        "ToLower([a] = \"b\")¦9¦no condition",
        "[a] = \"b\"¦5¦IIF or CBool",
        "Replace([a], \"b\")¦1¦oldValue and replacementValue",
        "Replace([a], , \"(\", , \"b\", , )¦16¦regular expression",
        "Replace([a], , \"(?<x>.)\", \"y\", \"b\", , )¦1¦(?<y>…)",
        "Switch([a], , \"k\", \"v\", \"k2\")¦1¦even",
        "Switch([a], , \"k\")¦1¦Switch(source, defaultValue, key, value, …)",
        "ToLower(SelectUniqueValue(\"a\", \"b\"))¦9¦outermost",
        "RandomString(2,3,0,0,3)¦1¦do not fit",
        "FormatDateTime([a], , \"\", \"yyyy\")¦23¦takes a date format",
        "ToLower(\"a¦9¦never closed",
        "ToLower([a¦9¦never closed",
        "ToLower([a]¦8¦never closed",
        "ToLower(\"\\d\")¦10¦a backslash itself",
        "ToLower(“a”)¦9¦straight quotes",
        "ToLower(a)¦9¦[a]",
        "ToLower([])¦9¦without a name",
        "ToLower([emails[type eq].value])¦9¦type",
        "ToLower([a]) x¦14¦after the expression",
        "ToLower([a] [b])¦13¦expected \",\" or \")\"",
        "CStr(12x)¦6¦no number"
      })
  void saysWhereAnExpressionIsWrongAndWhatToDo(String expression, int column, String help) {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Expression.compile(expression))
        .withMessageStartingWith("expression: ")
        .withMessageContaining(help)
        .withMessageContaining("column " + column)
        .satisfies(e -> assertThat(e.column()).isEqualTo(column));
  }

  @Test
  void rejectsTheEmptyExpression() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Expression.compile(" "))
        .withMessageContaining("a value is missing");
  }

  @Test
  void limitsLengthAndDepth() {
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Expression.compile("\"" + "a".repeat(10_000) + "\""))
        .withMessageContaining("at most 10000");
    assertThatExceptionOfType(ExpressionException.class)
        .isThrownBy(() -> Expression.compile("Not(".repeat(60) + "True" + ")".repeat(60)))
        .withMessageContaining("nested deeper than 50");
  }

  @Test
  void readsConstantsWithTheirEscapes() {
    assertThat(text("\"Company: \\\"Contoso\\\" \\\\ [x] (y), z\""))
        .isEqualTo("Company: \"Contoso\" \\ [x] (y), z");
  }

  @Test
  void readsNumbers() {
    assertThat(text("Join(\" \", 1000, -2, 0.5, &HFF)")).isEqualTo("1000 -2 0.5 255");
  }

  @Test
  void knowsWhatMayBeWrittenOnCreateOnly() {
    assertThat(Expression.compile("Append(\"a\", Guid())").onCreateOnly()).isTrue();
    assertThat(Expression.compile("SelectUniqueValue([a], [b])").onCreateOnly()).isTrue();
    assertThat(Expression.compile("IIF(Now() > [a], \"x\", \"y\")").onCreateOnly()).isFalse();
  }

  @Test
  void knowsWhatLogsMustNotShow() {
    assertThat(Expression.compile("Redact(RandomString(6,3,0,0,3))").redacted()).isTrue();
    assertThat(Expression.compile("[password]").redacted()).isFalse();
  }

  @Test
  void describesEveryFunction() {
    assertThat(Expression.functions())
        .hasSizeGreaterThanOrEqualTo(48)
        .allSatisfy(function -> assertThat(function.summary()).endsWith("."))
        .extracting(FunctionSignature::signature)
        .contains("Left(String, NumChars)", "ToLower(source, [culture])", "Guid()")
        .doesNotHaveDuplicates();
  }

  @Test
  void onlyItsOwnExceptionComesOutOfBrokenText() {
    var whole =
        "Switch(ToLower([emails[type eq \"work\"].value]), , \"a\\\\\", IIF([b] >= &HF, Now(), -1.5))";
    for (int seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      var broken = new StringBuilder(whole);
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        int at = random.nextInt(broken.length());
        switch (random.nextInt(3)) {
          case 0 -> broken.deleteCharAt(at);
          case 1 -> broken.insert(at, whole.charAt(random.nextInt(whole.length())));
          default -> broken.setCharAt(at, whole.charAt(random.nextInt(whole.length())));
        }
      }
      compile(broken.toString(), seed);
    }
  }

  private static void compile(String text, int seed) {
    try {
      assertThat(Expression.compile(text)).hasToString(text);
    } catch (ExpressionException e) {
      assertThat(e.column()).as("seed %d: %s", seed, text).isBetween(1, text.length() + 1);
    }
  }
}
