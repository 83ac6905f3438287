package dev.muster.server.console;

import dev.muster.scim.message.ScimJson;
import dev.muster.server.console.SchemaPages.IndexRow;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Response;
import dev.muster.server.http.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One schema and its attributes, one resource type and its extensions. What resources stand in the
/// way of is refused by the admin API, which says how many there are.
public final class SchemaDetailPages implements Console.Group {
  private static final String ONE = SchemaPages.SCHEMA + "/schemas/{urn}";
  private static final String ATTRIBUTE = ONE + "/attribute";
  private static final String TYPE = SchemaPages.SCHEMA + "/types/{type}";

  private final Views views;

  SchemaDetailPages(Views views) {
    this.views = views;
  }

  /// An attribute with how it is indexed.
  ///
  /// @param address by which an index is asked for
  /// @param index its state; empty text if there is none
  public record Line(SchemaAttribute attribute, String address, String index) {}

  /// A schema.
  ///
  /// @param own whether the tenant has made it; one of the RFC's can only be tightened
  public record OneView(
      Frame frame,
      String schemas,
      String here,
      String urn,
      String name,
      String description,
      boolean own,
      List<String> usedBy,
      List<Line> lines) {}

  /// The form of an attribute.
  ///
  /// @param parent of a sub-attribute; empty text for none
  public record AttributeView(
      Frame frame, String here, String parent, SchemaAttribute attribute, boolean isNew) {}

  /// An extension that a resource type has or could have.
  public record Choice(String urn, String name, boolean chosen, boolean required) {}

  /// A resource type.
  public record TypeView(
      Frame frame,
      String schemas,
      String here,
      String name,
      String endpoint,
      String schema,
      String schemaLink,
      boolean own,
      List<Choice> extensions) {}

  @Override
  public void addTo(Routes<Page> routes) {
    routes
        .on("GET", ONE, this::one)
        .on("POST", ONE, this::rename)
        .on("POST", ONE + "/remove", this::remove)
        .on("GET", ATTRIBUTE, this::attribute)
        .on("POST", ATTRIBUTE, this::putAttribute)
        .on("POST", ATTRIBUTE + "/remove", this::removeAttribute)
        .on("GET", TYPE, this::type)
        .on("POST", TYPE, this::putExtensions)
        .on("POST", TYPE + "/remove", this::removeType);
  }

  private Response one(Visit visit) {
    var schema = visit.api().get(api(visit));
    var urn = schema.path("id").asString();
    var usedBy = users(visit, urn);
    var indexes = SchemaPages.indexes(visit);
    var lines =
        SchemaAttribute.all(schema).stream()
            .map(attribute -> line(urn, attribute, usedBy, indexes))
            .toList();
    var view =
        new OneView(
            Frame.of(visit, "schema", schema.path("name").asString()),
            SchemaPages.here(visit),
            here(visit),
            urn,
            schema.path("name").asString(),
            schema.path("description").asString(""),
            !SchemaPages.isOfTheRfc(urn),
            usedBy,
            lines);
    return views.page(200, "schema-one", view);
  }

  private static Line line(
      String urn, SchemaAttribute attribute, List<String> types, List<IndexRow> indexes) {
    var address = urn + ":" + attribute.path();
    var index =
        indexes.stream()
            .filter(row -> types.contains(row.type()))
            .filter(row ->
                row.attribute().equalsIgnoreCase(address)
                    || row.attribute().equalsIgnoreCase(attribute.path()))
            .map(IndexRow::state)
            .findFirst()
            .orElse("");
    return new Line(attribute, address, index);
  }

  /// The names of the resource types that have a schema.
  private static List<String> users(Visit visit, String urn) {
    var users = new ArrayList<String>();
    for (var type : types(visit)) {
      if (type.path("schema").asString().equals(urn)
          || SchemaPages.extensions(type).contains(urn)) {
        users.add(type.path("name").asString());
      }
    }
    return users;
  }

  private static JsonNode types(Visit visit) {
    return visit.api().get(visit.tenantPath() + "/resource-types").path("resourceTypes");
  }

  private Response rename(Visit visit) {
    return changed(
        visit,
        "Saved.",
        schema ->
            schema
                .put("name", visit.form().text("name"))
                .put("description", visit.form().text("description")));
  }

  private Response attribute(Visit visit) {
    var schema = visit.api().get(api(visit));
    var name = visit.query("name");
    var known =
        SchemaAttribute.all(schema).stream().filter(one -> one.path().equals(name)).findFirst();
    if (!name.isEmpty() && known.isEmpty()) {
      throw HttpException.notFound(
          "schema \"%s\" has no attribute \"%s\"".formatted(schema.path("id").asString(), name));
    }
    var parent = name.contains(".") ? name.substring(0, name.indexOf('.')) : visit.query("parent");
    var view =
        new AttributeView(
            Frame.of(visit, "schema", name.isEmpty() ? "New attribute" : name),
            here(visit),
            parent,
            known.orElseGet(SchemaAttribute::blank),
            name.isEmpty());
    return views.page(200, "schema-attribute", view);
  }

  private Response putAttribute(Visit visit) {
    var form = visit.form();
    var before =
        here(visit)
            + "/attribute?name=%s&parent=%s"
                .formatted(Api.encoded(form.text("path")), Api.encoded(form.text("parent")));
    return Said.orBack(
        before,
        () -> {
          put(
              visit,
              schema -> SchemaAttribute.put(schema, form.text("parent"), form.text("path"), form));
          return Said.done("Saved; clients see it in /Schemas from now on.").at(here(visit));
        });
  }

  private Response removeAttribute(Visit visit) {
    var path = visit.form().text("path");
    return changed(
        visit, "%s is gone.".formatted(path), schema -> SchemaAttribute.remove(schema, path));
  }

  /// A change of the schema as it is now.
  private interface Change {
    void to(ObjectNode schema);
  }

  private static Response changed(Visit visit, String done, Change change) {
    return Said.tell(
        here(visit),
        () -> {
          put(visit, change);
          return Said.done(done);
        });
  }

  private static void put(Visit visit, Change change) {
    var schema = (ObjectNode) visit.api().get(api(visit)).deepCopy();
    change.to(schema);
    visit.api().put(api(visit), schema);
  }

  /// Takes a schema out of the resource types that have it as an extension, and removes it.
  private Response remove(Visit visit) {
    return Said.orBack(
        here(visit),
        () -> {
          var urn = visit.parameter("urn");
          for (var type : types(visit)) {
            if (SchemaPages.extensions(type).contains(urn)) {
              patch(visit, type, without(type, urn));
            }
          }
          visit.api().delete(api(visit));
          return Said.done("%s is gone.".formatted(urn)).at(SchemaPages.here(visit));
        });
  }

  private static ObjectNode without(JsonNode type, String urn) {
    var patch = ScimJson.object();
    var kept = patch.putArray("schemaExtensions");
    StreamSupport.stream(type.path("schemaExtensions").spliterator(), false)
        .filter(extension -> !extension.path("schema").asString().equals(urn))
        .forEach(kept::add);
    return patch;
  }

  private static void patch(Visit visit, JsonNode type, ObjectNode patch) {
    var path = visit.tenantPath() + "/resource-types/" + Api.encoded(type.path("name").asString());
    visit.api().patch(path, patch);
  }

  private Response type(Visit visit) {
    var type = visit.api().get(typeApi(visit));
    var bases =
        StreamSupport.stream(types(visit).spliterator(), false)
            .map(one -> one.path("schema").asString())
            .toList();
    var choices = new ArrayList<Choice>();
    for (var schema : visit.api().get(visit.tenantPath() + "/schemas").path("schemas")) {
      if (!bases.contains(schema.path("id").asString())) {
        choices.add(choice(type, schema));
      }
    }
    var urn = type.path("schema").asString();
    var view =
        new TypeView(
            Frame.of(visit, "schema", type.path("name").asString()),
            SchemaPages.here(visit),
            typeHere(visit),
            type.path("name").asString(),
            type.path("endpoint").asString(),
            urn,
            SchemaPages.here(visit) + "/schemas/" + Api.encoded(urn),
            !SchemaPages.isOfTheRfc(urn),
            choices);
    return views.page(200, "schema-one-type", view);
  }

  private static Choice choice(JsonNode type, JsonNode schema) {
    var urn = schema.path("id").asString();
    var extension =
        StreamSupport.stream(type.path("schemaExtensions").spliterator(), false)
            .filter(one -> one.path("schema").asString().equals(urn))
            .findFirst();
    return new Choice(
        urn,
        schema.path("name").asString(),
        extension.isPresent(),
        extension.map(one -> one.path("required").asBoolean(false)).orElse(false));
  }

  private Response putExtensions(Visit visit) {
    return Said.tell(
        typeHere(visit),
        () -> {
          var patch = ScimJson.object();
          var extensions = patch.putArray("schemaExtensions");
          for (var schema : visit.api().get(visit.tenantPath() + "/schemas").path("schemas")) {
            var urn = schema.path("id").asString();
            if (visit.form().isChecked("has:" + urn)) {
              extensions
                  .addObject()
                  .put("schema", urn)
                  .put("required", visit.form().isChecked("required:" + urn));
            }
          }
          visit.api().patch(typeApi(visit), patch);
          return Said.done("Saved; clients see it in /ResourceTypes from now on.");
        });
  }

  private Response removeType(Visit visit) {
    return Said.orBack(
        typeHere(visit),
        () -> {
          visit.api().delete(typeApi(visit));
          return Said.done("%s is gone; its schema stays.".formatted(visit.parameter("type")))
              .at(SchemaPages.here(visit));
        });
  }

  private static String api(Visit visit) {
    return visit.tenantPath() + "/schemas/" + Api.encoded(visit.parameter("urn"));
  }

  private static String here(Visit visit) {
    return SchemaPages.here(visit) + "/schemas/" + Api.encoded(visit.parameter("urn"));
  }

  private static String typeApi(Visit visit) {
    return visit.tenantPath() + "/resource-types/" + Api.encoded(visit.parameter("type"));
  }

  private static String typeHere(Visit visit) {
    return SchemaPages.here(visit) + "/types/" + Api.encoded(visit.parameter("type"));
  }
}
