package dev.muster.provisioning.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceOrderTest {
  private final ReferenceOrder order = new ReferenceOrder();

  @Test
  void createsManagersBeforeTheirReports() {
    order.add("report", 1, true, List.of("manager"));
    order.add("manager", 2, true, List.of("ceo"));
    order.add("ceo", 3, true, List.of());

    assertThat(order.delays()).containsEntry(1L, 2).containsEntry(2L, 1).hasSize(2);
  }

  @Test
  void waitsForNobodyWhoExistsAlready() {
    order.add("report", 1, true, List.of("manager"));

    assertThat(order.delays()).isEmpty();
  }

  @Test
  void makesAnUpdateWaitForTheManagerThatIsNew() {
    order.add("mover", 1, false, List.of("joiner"));
    order.add("joiner", 2, true, List.of());

    assertThat(order.delays()).containsExactly(java.util.Map.entry(1L, 1));
  }

  @Test
  void breaksACircleOfReferences() {
    order.add("a", 1, true, List.of("b"));
    order.add("b", 2, true, List.of("a"));
    order.add("self", 3, true, List.of("self"));

    assertThat(order.delays()).containsExactly(java.util.Map.entry(1L, 1));
  }

  @Test
  void followsAChainDeeperThanTheStack() {
    for (var i = 0; i < 200_000; i++) {
      order.add("p" + i, i, true, List.of("p" + (i + 1)));
    }
    order.add("p200000", 200_000, true, List.of());

    assertThat(order.delays()).containsEntry(0L, 200_000);
  }
}
