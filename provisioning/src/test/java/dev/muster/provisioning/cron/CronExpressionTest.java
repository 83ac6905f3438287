package dev.muster.provisioning.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * * *            | 2026-03-02T08:30:00Z | 2026-03-03T02:00:00Z",
        "*/15 * * * *         | 2026-03-02T08:30:00Z | 2026-03-02T08:45:00Z",
        "30 8 * * *           | 2026-03-02T08:30:00Z | 2026-03-03T08:30:00Z",
        "0 9-17/4 * * *       | 2026-03-02T09:00:00Z | 2026-03-02T13:00:00Z",
        "0 6 * * MON-FRI      | 2026-03-06T07:00:00Z | 2026-03-09T06:00:00Z",
        "0 6 * * 7            | 2026-03-02T07:00:00Z | 2026-03-08T06:00:00Z",
        "0 0 1 jan *          | 2026-03-02T07:00:00Z | 2027-01-01T00:00:00Z",
        "0 0 29 2 *           | 2026-03-02T07:00:00Z | 2028-02-29T00:00:00Z",
        "0 0 13 * FRI         | 2026-03-02T07:00:00Z | 2026-03-06T00:00:00Z",
        "5,10 3 * * *         | 2026-03-02T03:05:00Z | 2026-03-02T03:10:00Z",
      })
  void findsTheNextTime(String cron, String now, String next) {
    assertThat(CronExpression.parse(cron).nextAfter(ZonedDateTime.parse(now)))
        .contains(ZonedDateTime.parse(next).toInstant());
  }

  @Test
  void skipsAnHourThatAClockChangeLeavesOut() {
    var before = ZonedDateTime.parse("2026-03-28T12:00:00+01:00[Europe/Vienna]");

    assertThat(CronExpression.parse("30 2 * * *").nextAfter(before))
        .contains(ZonedDateTime.parse("2026-03-30T02:30:00+02:00[Europe/Vienna]").toInstant());
  }

  @Test
  void findsNothingForADayThatNeverComes() {
    assertThat(
            CronExpression.parse("0 0 30 2 *")
                .nextAfter(ZonedDateTime.parse("2026-03-02T07:00:00Z")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 2 * *      | five",
        "60 2 * * *   | minute",
        "0 24 * * *   | hour",
        "0 2 0 * *    | day of month",
        "0 2 * FOO *  | month",
        "0 2 * * 5-2  | day of week",
        "*/0 2 * * *  | minute",
      })
  void saysWhichFieldIsWrong(String cron, String field) {
    assertThatThrownBy(() -> CronExpression.parse(cron))
        .isInstanceOf(CronException.class)
        .hasMessageContaining(field);
  }
}
