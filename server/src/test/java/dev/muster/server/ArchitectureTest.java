package dev.muster.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md.
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.muster");

  @Test
  void eachModuleUsesOnlyThoseToItsLeft() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("scim")
        .definedBy("dev.muster.scim..")
        .layer("client")
        .definedBy("dev.muster.client..")
        .layer("provisioning")
        .definedBy("dev.muster.provisioning..")
        .layer("sources")
        .definedBy("dev.muster.sources..")
        .layer("store")
        .definedBy("dev.muster.store..")
        .layer("server")
        .definedBy("dev.muster.server..")
        .whereLayer("server")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("store")
        .mayOnlyBeAccessedByLayers("server")
        .whereLayer("sources")
        .mayOnlyBeAccessedByLayers("store", "server")
        .whereLayer("provisioning")
        .mayOnlyBeAccessedByLayers("sources", "store", "server")
        .whereLayer("client")
        .mayOnlyBeAccessedByLayers("provisioning", "sources", "store", "server")
        .check(CLASSES);
  }

  @Test
  void scimKnowsTheJdkAndJacksonAlone() {
    classes()
        .that(resideInAPackage("dev.muster.scim.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "javax.crypto..",
                "tools.jackson..",
                "com.fasterxml.jackson..",
                "org.jspecify..",
                "dev.muster.scim.."))
        .check(CLASSES);
  }

  @Test
  void scimDoesNoInputOrOutput() {
    noClasses()
        .that(resideInAPackage("dev.muster.scim.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.net..", "java.sql..", "java.nio.file.."))
        .check(CLASSES);
  }

  @Test
  void librariesBringNoFramework() {
    noClasses()
        .that(resideInAnyPackage("dev.muster.client..", "dev.muster.provisioning.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.helidon..", "org.jdbi..", "java.sql..", "picocli..", "org.slf4j.."))
        .check(CLASSES);
  }

  @Test
  void sqlIsInTheStoreAlone() {
    noClasses()
        .that(resideInAnyPackage("dev.muster.server..", "dev.muster.sources.."))
        .should()
        .dependOnClassesThat(resideInAnyPackage("java.sql..", "org.jdbi..", "com.zaxxer.."))
        .check(CLASSES);
  }

  @Test
  void roomsOfTheServerFormNoCircles() {
    slices().matching("dev.muster.server.(*)..").should().beFreeOfCycles().check(CLASSES);
  }
}
