package dev.muster.provisioning.expression;

import static dev.muster.provisioning.expression.Evaluations.evaluate;
import static dev.muster.provisioning.expression.Evaluations.text;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// The examples of Entra's function reference with the results that it states; where it states none
/// or its regular expression does not do what it says (the plus sign of a telephone number stays),
/// the result that follows.
class DocumentedExampleTest {

  @ParameterizedTest(name = "{1}")
  @CsvFileSource(
      resources = "entra-examples.psv",
      delimiter = '¦',
      quoteCharacter = '\0',
      useHeadersInDisplayName = false,
      numLinesToSkip = 1)
  void givesTheDocumentedResult(String attributes, String expression, String expected) {
    assertThat(text(expression, attributes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "d, 7, 3/23/2012 7:00:00 AM",
    "d, -10, 3/6/2012 7:00:00 AM",
    "ww, 2, 3/30/2012 7:00:00 AM",
    "m, 10, 1/16/2013 7:00:00 AM",
    "yyyy, 2, 3/16/2014 7:00:00 AM"
  })
  void addsIntervalsToADate(String interval, String value, String expected) {
    var expression = "DateAdd(\"%s\", %s, CDate([StatusHireDate]))".formatted(interval, value);

    assertThat(text(expression, "{\"StatusHireDate\": \"2012-03-16-07:00\"}")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "d, 2021-08-18+08:00, 2021-08-31+08:00, 13",
    "d, 8/25/2021 5:41:18 PM, 2012-03-16-07:00, -3449",
    "ww, 8/25/2021 5:41:18 PM, 2012-03-16-07:00, -493",
    "m, 8/25/2021 5:41:18 PM, 2012-03-16-07:00, -113",
    "yyyy, 8/25/2021 5:41:18 PM, 2012-03-16-07:00, -9",
    "d, 2021-08-31+08:00, 2021-08-31+08:00, 0",
    "h, 2021-08-24, 2021-08-25, 24",
    "n, 2021-08-24, 2021-08-25, 1440",
    "s, 2021-08-24, 2021-08-25, 86400"
  })
  void countsIntervalsBetweenDates(String interval, String date1, String date2, String expected) {
    var expression = "DateDiff(\"%s\", \"%s\", \"%s\")".formatted(interval, date1, date2);

    assertThat(text(expression)).isEqualTo(expected);
  }

  @Test
  void splitsIntoSeveralValues() {
    var value =
        evaluate(
            "Split([extensionAttribute5], \",\")",
            """
            {"extensionAttribute5": "PermissionSetOne, PermissionSetTwo"}
            """);

    assertThat(value)
        .contains(JsonMapper.shared().readTree("[\"PermissionSetOne\", \"PermissionSetTwo\"]"));
  }
}
