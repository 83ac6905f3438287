package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a tenant's people, groups and other resources are made of: resource types, schemas,
/// indexes.
public final class SchemaPages implements Console.Group {
  static final String SCHEMA = Console.PREFIX + "/t/{tenant}/schema";
  private static final String OF_THE_RFC = "urn:ietf:params:scim:schemas:";

  private final Views views;

  SchemaPages(Views views) {
    this.views = views;
  }

  /// A resource type.
  ///
  /// @param own whether the tenant has made it
  public record TypeRow(
      String name,
      String endpoint,
      String description,
      String schema,
      List<String> extensions,
      boolean own) {}

  /// A schema.
  ///
  /// @param own whether the tenant has made it
  /// @param usedBy names of the resource types
  public record SchemaRow(
      String urn, String link, String name, int attributes, boolean own, List<String> usedBy) {}

  /// Something that filters find fast.
  ///
  /// @param state in words
  /// @param removable whether it was asked for, and is not there anyway
  public record IndexRow(String type, String attribute, String state, boolean removable) {}

  public record SchemaView(
      Frame frame,
      String here,
      boolean hasOwn,
      List<TypeRow> types,
      List<SchemaRow> schemas,
      List<IndexRow> indexes) {}

  /// The form of a new extension.
  ///
  /// @param types that it can extend
  public record ExtensionView(
      Frame frame, String here, List<String> types, String type, String urn, String name) {}

  /// The form of a new resource type.
  public record NewTypeView(Frame frame, String here) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", SCHEMA, this::show)
        .on("GET", SCHEMA + "/extension", this::askForExtension)
        .on("POST", SCHEMA + "/extension", this::addExtension)
        .on("GET", SCHEMA + "/type", this::askForType)
        .on("POST", SCHEMA + "/type", this::addType)
        .on("POST", SCHEMA + "/indexes", this::addIndex)
        .on("POST", SCHEMA + "/indexes/remove", this::removeIndex);
  }

  /// Where the tenant's schema pages are.
  static String here(Visit visit) {
    return visit.tenantBase() + "/schema";
  }

  /// Whether the RFC has it, so that every tenant does.
  static boolean isOfTheRfc(String urn) {
    return urn.startsWith(OF_THE_RFC);
  }

  private Response show(Visit visit) {
    var types = new ArrayList<TypeRow>();
    visit
        .api()
        .get(visit.tenantPath() + "/resource-types")
        .path("resourceTypes")
        .forEach(type -> types.add(type(type)));
    var schemas = new ArrayList<SchemaRow>();
    visit
        .api()
        .get(visit.tenantPath() + "/schemas")
        .path("schemas")
        .forEach(schema -> schemas.add(schema(here(visit), schema, types)));
    var view =
        new SchemaView(
            Frame.of(visit, "schema", "Schema"),
            here(visit),
            schemas.stream().anyMatch(SchemaRow::own),
            types,
            schemas,
            indexes(visit));
    return views.page(200, "schema", view);
  }

  private static TypeRow type(JsonNode json) {
    var schema = json.path("schema").asString();
    return new TypeRow(
        json.path("name").asString(),
        json.path("endpoint").asString(),
        json.path("description").asString(""),
        schema,
        extensions(json),
        !isOfTheRfc(schema));
  }

  /// The URNs of a resource type's extensions.
  static List<String> extensions(JsonNode type) {
    return StreamSupport.stream(type.path("schemaExtensions").spliterator(), false)
        .map(extension -> extension.path("schema").asString())
        .toList();
  }

  private static SchemaRow schema(String here, JsonNode json, List<TypeRow> types) {
    var urn = json.path("id").asString();
    return new SchemaRow(
        urn,
        here + "/schemas/" + Api.encoded(urn),
        json.path("name").asString(),
        json.path("attributes").size(),
        !isOfTheRfc(urn),
        types.stream()
            .filter(type -> type.schema().equals(urn) || type.extensions().contains(urn))
            .map(TypeRow::name)
            .toList());
  }

  /// What is indexed, and how far those are that are being made.
  static List<IndexRow> indexes(Visit visit) {
    var asked = visit.api().get(visit.tenantPath() + "/schema-set").path("indexed");
    var wanted = StreamSupport.stream(asked.spliterator(), false).map(JsonNode::asString).toList();
    var rows = new ArrayList<IndexRow>();
    for (var index : visit.api().get(visit.tenantPath() + "/indexes").path("indexes")) {
      var attribute = index.path("attribute").asString();
      rows.add(
          new IndexRow(
              index.path("resourceType").asString(),
              attribute,
              state(index),
              wanted.stream().anyMatch(one -> isSame(one, attribute))));
    }
    return rows;
  }

  // An attribute of a base schema can be named with its URN and without.
  private static boolean isSame(String asked, String attribute) {
    return asked.equalsIgnoreCase(attribute)
        || asked.toLowerCase(Locale.ROOT).endsWith(":" + attribute.toLowerCase(Locale.ROOT));
  }

  private static String state(JsonNode index) {
    var state = index.path("state").asString();
    if (!state.equals("building")) {
      return index.path("unique").asBoolean(false) ? state + ", unique" : state;
    }
    return "building: %,d of %,d"
        .formatted(index.path("done").asLong(), index.path("total").asLong());
  }

  private Response askForExtension(Visit visit) {
    var types = new ArrayList<String>();
    visit
        .api()
        .get(visit.tenantPath() + "/resource-types")
        .path("resourceTypes")
        .forEach(type -> types.add(type.path("name").asString()));
    var view =
        new ExtensionView(
            Frame.of(visit, "schema", "New extension"),
            here(visit),
            types,
            types.contains(visit.query("type")) ? visit.query("type") : "User",
            "urn:%s:scim:2.0:Staff".formatted(visit.parameter("tenant")),
            "Staff");
    return views.page(200, "schema-extension", view);
  }

  /// Makes the schema, and has the resource type use it: without it nobody could have values.
  private Response addExtension(Visit visit) {
    var form = visit.form();
    return Said.orBack(
        here(visit) + "/extension",
        () -> {
          var urn = form.text("urn");
          visit.api().post(visit.tenantPath() + "/schemas", schema(form, urn));
          extend(visit, form.text("type"), urn);
          return Said.done(
                  "%s can have %s now; what else it holds is added here."
                      .formatted(form.text("type"), form.text("attribute")))
              .at(here(visit) + "/schemas/" + Api.encoded(urn));
        });
  }

  private static void extend(Visit visit, String type, String urn) {
    var path = visit.tenantPath() + "/resource-types/" + Api.encoded(type);
    var patch = ScimJson.object();
    var extensions = patch.putArray("schemaExtensions");
    visit.api().get(path).path("schemaExtensions").forEach(extensions::add);
    extensions.addObject().put("schema", urn).put("required", false);
    try {
      visit.api().patch(path, patch);
    } catch (RuntimeException e) {
      // The other half of what was asked for goes, too.
      visit.api().delete(visit.tenantPath() + "/schemas/" + Api.encoded(urn));
      throw e;
    }
  }

  private static ObjectNode schema(Form form, String urn) {
    var schema =
        ScimJson.object()
            .put("id", urn)
            .put("name", form.text("name"))
            .put("description", form.text("description"));
    schema
        .putArray("attributes")
        .addObject()
        .put("name", form.text("attribute"))
        .put("type", form.text("attributeType"));
    return schema;
  }

  private Response askForType(Visit visit) {
    var view = new NewTypeView(Frame.of(visit, "schema", "New resource type"), here(visit));
    return views.page(200, "schema-type", view);
  }

  private Response addType(Visit visit) {
    var form = visit.form();
    return Said.orBack(
        here(visit) + "/type",
        () -> {
          var urn = form.text("urn");
          var type =
              ScimJson.object()
                  .put("name", form.text("name"))
                  .put("endpoint", form.text("endpoint"))
                  .put("description", form.text("description"))
                  .put("schema", urn);
          visit.api().post(visit.tenantPath() + "/schemas", schema(form, urn));
          try {
            visit.api().post(visit.tenantPath() + "/resource-types", type);
          } catch (RuntimeException e) {
            visit.api().delete(visit.tenantPath() + "/schemas/" + Api.encoded(urn));
            throw e;
          }
          return Said.done(
                  "Clients find %s at %s now.".formatted(form.text("name"), form.text("endpoint")))
              .at(here(visit) + "/schemas/" + Api.encoded(urn));
        });
  }

  private Response addIndex(Visit visit) {
    var attribute = visit.form().text("attribute");
    return Said.tell(
        back(visit),
        () -> {
          visit
              .api()
              .post(visit.tenantPath() + "/indexes", ScimJson.object().put("attribute", attribute));
          return Said.done("Filters on %s get an index.".formatted(attribute));
        });
  }

  private Response removeIndex(Visit visit) {
    var attribute = visit.form().text("attribute");
    return Said.tell(
        back(visit),
        () -> {
          visit.api().delete(visit.tenantPath() + "/indexes/" + Api.encoded(attribute));
          return Said.done("The index of %s goes.".formatted(attribute));
        });
  }

  /// The schema's page if the form was on it, else the list.
  private static String back(Visit visit) {
    return Optional.of(visit.form().text("schema"))
        .filter(urn -> !urn.isEmpty())
        .map(urn -> here(visit) + "/schemas/" + Api.encoded(urn))
        .orElseGet(() -> here(visit));
  }
}
