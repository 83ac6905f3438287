package dev.muster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Small versions of what `bench pace` and `bench faults` measure.
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SimulationTest {
  @Test
  void keepsToTheTargetsPaceWithoutWaste() throws Exception {
    var result = new PaceRun(300).measure(false);

    // 300 people and their departments, at 25 requests a second after a burst.
    assertThat(result.first().requests()).isLessThan(345);
    assertThat(result.first().took()).isLessThan(Duration.ofSeconds(20));
    assertThat(result.refused()).isZero();
    assertThat(result.idle().requests()).isZero();
    assertThat(result.restarted().requests()).isZero();
    assertThat(result.burst().requests()).isBetween(25L, 30L);
    assertThat(result.burst().took()).isLessThan(Duration.ofSeconds(2));
    assertThat(result.reconciliation()).isLessThan(10);
  }

  @Test
  void sendsFewRequestsToATargetThatTakesBulk() throws Exception {
    var result = new PaceRun(300).measure(true);

    assertThat(result.first().requests()).isLessThan(60);
    assertThat(result.first().took()).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void endsWhereItShouldAtATargetThatFailsInEveryWay(boolean bulk) throws Exception {
    var result = new FaultRun(bulk ? 60 : 120, bulk ? 40 : 200, 7, bulk).measure();

    assertThat(result.differences()).isEmpty();
    assertThat(result.duplicates()).isEmpty();
    assertThat(result.left()).as("faults that did not come").isZero();
  }
}
