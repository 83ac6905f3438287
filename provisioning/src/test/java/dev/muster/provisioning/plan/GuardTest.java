package dev.muster.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.plan.Guard.Verdict;
import org.junit.jupiter.api.Test;

class GuardTest {
  private final Guard guard = new Guard(GuardThresholds.DEFAULT);

  @Test
  void letsAFewLeaversPassInASmallJob() {
    assertThat(guard.judge(removals(2, 1), 10, 0)).isEqualTo(new Verdict.Pass());
  }

  @Test
  void parksWhenMoreThanATenthWouldLeave() {
    var verdict = guard.judge(removals(300, 0), 1_000, 0);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Park.class,
            park -> assertThat(park.reason()).contains("disables 300").contains("1,000"));
  }

  @Test
  void parksALargeCountHoweverSmallItsShare() {
    assertThat(guard.judge(removals(400, 101), 1_000_000, 0)).isInstanceOf(Verdict.Park.class);
  }

  @Test
  void parksWhenGroupsWouldBeEmptied() {
    var counts = new PlanCounts(0, 0, 0, 0, 0, 600, 0, 0);

    assertThat(guard.judge(counts, 1_000, 1_000)).isInstanceOf(Verdict.Park.class);
    assertThat(guard.judge(counts, 1_000, 50_000)).isEqualTo(new Verdict.Pass());
  }

  private static PlanCounts removals(long disables, long deletes) {
    return new PlanCounts(0, 0, disables, deletes, 0, 0, 0, 0);
  }
}
