package dev.muster.provisioning.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The worked examples of Entra's documentation on quarantine.
class FailureLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "4000, 4000, 0, ''",
    "100000, 45000, 0, EncounteredBaseEscrowThreshold",
    "35000, 30000, 0, EncounteredEscrowProportionThreshold",
    "120000, 20000, 0, ''",
    "100000, 40000, 21000, EncounteredTotalEscrowThreshold"
  })
  void quarantinesByEntrasCriteria(
      long changes, long failed, long failedReferences, String reason) {
    assertThat(FailureLimits.ENTRA.judge(changes, failed, failedReferences).orElse(""))
        .isEqualTo(reason);
  }
}
