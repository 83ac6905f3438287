package dev.muster.provisioning.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provisioning.mapping.AttributeMapping;
import dev.muster.provisioning.mapping.MappingCompiler;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ApplicationTemplatesTest {
  private static ApplicationTemplate template(String name) {
    return ApplicationTemplates.find(name).orElseThrow();
  }

  @Test
  void mappingsOfAllCompile() {
    for (var template : ApplicationTemplates.all()) {
      assertThat(template.title()).isNotBlank();
      assertThat(template.quirks()).as(template.name()).isNotEmpty();
      template.mappings().forEach(mapping -> MappingCompiler.compile(mapping, Clock.systemUTC()));
    }
  }

  @Test
  void identityCenterTakesOneTelephoneNumberAndAHundredMembers() {
    var aws = template("aws-iam-identity-center");

    assertThat(aws.membersPerRequest()).isEqualTo(100);
    assertThat(aws.mappings().getFirst().attributes())
        .extracting(AttributeMapping::target)
        .contains("phoneNumbers[type eq \"work\"].value")
        .doesNotContain("phoneNumbers[type eq \"mobile\"].value");
  }

  @Test
  void whatDocumentsNoLimitsIsAskedTwentyFiveTimesASecond() {
    assertThat(template("gitlab").limits())
        .singleElement()
        .satisfies(limit -> assertThat(limit.requests()).isEqualTo(25));
    assertThat(template("muster").limits()).as("it announces its own").isEmpty();
  }
}
