package dev.muster.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.conformance.FaultyProvider.Fault;
import dev.muster.conformance.check.Claim;
import dev.muster.conformance.check.Outcome;
import dev.muster.conformance.http.NoAnswer;
import dev.muster.conformance.report.HtmlReport;
import dev.muster.conformance.report.JUnitReport;
import dev.muster.conformance.report.JsonReport;
import dev.muster.conformance.report.Report;
import dev.muster.conformance.report.TableReport;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tester is tested: each kind of failure is found in a provider that has it, and not in one
/// that has not.
class ConformanceTest {

  @ParameterizedTest
  @CsvSource({
    "CREATES_WITH_200, crud:create/answers-201/User",
    "TAKES_DUPLICATES, errors/a-taken-user-name-is-409",
    "SHOWS_PASSWORDS, okta:users/the-password-is-not-echoed",
    "ERRORS_WITHOUT_BODY, crud:read/an-unknown-id-is-404/User",
    "DELETES_NOTHING, crud:delete/then-get-is-404/User",
    "LETS_ANYBODY_IN, auth/a-wrong-token-is-401",
    "FAILS_AT_PATCH, patch:replace/a-single-value",
    "ADVERTISES_SORT, advertised/sort.supported"
  })
  void findsWhatIsWrong(Fault fault, String check) {
    assertThat(outcome(Fault.NOTHING, check)).isNotInstanceOf(Outcome.Failed.class);

    assertThat(outcome(fault, check)).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void saysWhatIsAdvertisedAndNotTrue() {
    assertThat(run(Fault.ADVERTISES_SORT, "advertised").untrue())
        .extracting(Claim::subject)
        .contains("sort.supported");
    assertThat(run(Fault.NOTHING, "advertised").untrue())
        .extracting(Claim::subject)
        .doesNotContain("sort.supported");
  }

  @Test
  void saysWhatIsTrueAndNotAdvertised() {
    assertThat(run(Fault.HIDES_PATCH, "advertised").unadvertised())
        .extracting(Claim::subject)
        .contains("patch.supported");
  }

  @Test
  void skipsWhatIsNotAdvertised() {
    assertThat(outcome(Fault.NOTHING, "sort/ascending/User"))
        .isEqualTo(new Outcome.Skipped("not advertised: sort.supported"));
  }

  @Test
  void removesWhatItMade() {
    try (var provider = new FaultyProvider(Fault.NOTHING)) {
      run(provider, "crud");

      assertThat(provider.size()).isZero();
    }
  }

  @Test
  void saysWhatItCouldNotRemove() {
    try (var provider = new FaultyProvider(Fault.REFUSES_TO_DELETE)) {
      var report = run(provider, "crud:create");

      assertThat(report.leftBehind()).hasSize(provider.size()).isNotEmpty();
    }
  }

  @Test
  void givesUpWhereNobodyAnswers() {
    var options = ConformanceOptions.of(URI.create("http://127.0.0.1:1"), "token");

    assertThatThrownBy(() -> Conformance.run(options, _ -> {})).isInstanceOf(NoAnswer.class);
  }

  @Test
  void refusesWhatIsNoUrl() {
    assertThatThrownBy(() -> ConformanceOptions.of(URI.create("example.com/scim"), "token"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("example.com/scim");
  }

  @Test
  void everyCheckHasAnIdOfItsOwn() {
    try (var provider = new FaultyProvider(Fault.NOTHING)) {
      var report = run(provider, Set.of(Profile.ENTRA, Profile.OKTA), List.of());
      var ids = report.results().stream().map(result -> result.id()).toList();

      assertThat(ids).hasSizeGreaterThan(300).hasSameSizeAs(new HashSet<>(ids));
    }
  }

  @Test
  void reportsShowTheExchangeOfAFailureAndNeverTheToken() {
    var report = run(Fault.CREATES_WITH_200, "crud:create/answers-201");

    assertThat(TableReport.render(report, false)).contains("expected: status 201");
    assertThat(TableReport.render(report, true)).contains("\u001b[31m");
    assertThat(HtmlReport.render(report)).contains("POST http", "Bearer …", "[222]");
    assertThat(JUnitReport.render(report)).contains("<failure message=\"expected status 201");
    assertThat(JsonReport.render(report)).contains("\"outcome\" : \"failed\"");
    assertThat(HtmlReport.render(report) + JsonReport.render(report) + JUnitReport.render(report))
        .doesNotContain("Bearer token");
  }

  private static Outcome outcome(Fault fault, String check) {
    return run(fault, check).results().stream()
        .filter(result -> result.id().equals(check))
        .findFirst()
        .orElseThrow()
        .outcome();
  }

  private static Report run(Fault fault, String only) {
    try (var provider = new FaultyProvider(fault)) {
      return run(provider, only);
    }
  }

  private static Report run(FaultyProvider provider, String only) {
    return run(provider, Set.of(Profile.ENTRA, Profile.OKTA), List.of(only));
  }

  private static Report run(FaultyProvider provider, Set<Profile> profiles, List<String> only) {
    var options =
        new ConformanceOptions(
            provider.url(),
            provider.token(),
            profiles,
            only,
            Duration.ofSeconds(10),
            Duration.ofMinutes(2));
    return Conformance.run(options, _ -> {});
  }
}
