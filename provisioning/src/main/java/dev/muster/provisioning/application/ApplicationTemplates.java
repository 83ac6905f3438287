package dev.muster.provisioning.application;

import dev.muster.scim.message.ScimJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The templates that there are.
public final class ApplicationTemplates {
  /// The name of the template for an application that has none of its own.
  public static final String GENERIC = "scim";

  private static final List<String> NAMES =
      List.of(
          GENERIC,
          "atlassian",
          "aws-iam-identity-center",
          "azure-databricks",
          "github-emu",
          "gitlab",
          "miro",
          "muster",
          "slack",
          "snowflake");

  private static final List<ApplicationTemplate> ALL =
      NAMES.stream().map(ApplicationTemplates::load).toList();

  private ApplicationTemplates() {}

  /// All, the generic one first.
  public static List<ApplicationTemplate> all() {
    return ALL;
  }

  /// The template of that name.
  public static Optional<ApplicationTemplate> find(String name) {
    return ALL.stream().filter(template -> template.name().equals(name)).findFirst();
  }

  /// The template of applications that have none of their own.
  public static ApplicationTemplate generic() {
    return ALL.getFirst();
  }

  private static ApplicationTemplate load(String name) {
    try (var file = ApplicationTemplates.class.getResourceAsStream(name + ".json")) {
      if (file == null) {
        throw new IllegalStateException("the template " + name + ".json is not in the jar");
      }
      return TemplateJson.read(name, ScimJson.parseObject(file.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
