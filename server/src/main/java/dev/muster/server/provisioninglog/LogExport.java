package dev.muster.server.provisioninglog;

import dev.muster.provisioning.log.ProvisioningLogEntry;
import dev.muster.provisioning.log.ProvisioningLogEntry.ErrorInfo;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.CsvRow;
import dev.muster.server.http.HttpException;
import dev.muster.server.http.Keywords;
import dev.muster.server.http.Response.Content;
import dev.muster.store.provisioninglog.LogPage;
import dev.muster.store.provisioninglog.LogPage.Kept;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A provisioning log as a file, written page by page as it is read: however many entries there
/// are, a page of them is in memory.
///
/// As CSV there are three files, as with Entra, which `changeId` joins.
record LogExport(Format format, Function<Optional<Long>, LogPage> pages, JobNames names)
    implements Content.Stream {

  /// Which file.
  enum Format {
    JSON("application/json", ""),
    CSV(
        "text/csv; charset=utf-8",
        "changeId,at,job,cycle,action,result,objectType,sourceId,targetId,displayName,milliseconds,"
            + "initiatedBy,errorCode,reason,recommendedAction"),
    CSV_STEPS("text/csv; charset=utf-8", "changeId,number,type,result,description"),
    CSV_MODIFIED_PROPERTIES("text/csv; charset=utf-8", "changeId,name,before,after");

    private final String contentType;
    private final String heading;

    Format(String contentType, String heading) {
      this.contentType = contentType;
      this.heading = heading;
    }

    String contentType() {
      return contentType;
    }

    /// Throws 400 when there is no such format.
    static Format of(String keyword) {
      return Arrays.stream(values())
          .filter(format -> Keywords.of(format).equals(keyword))
          .findFirst()
          .orElseThrow(() ->
              HttpException.invalid(
                  "format",
                  "\"%s\" is none of %s"
                      .formatted(
                          keyword,
                          Arrays.stream(values())
                              .map(Keywords::of)
                              .collect(Collectors.joining(", ")))));
    }
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(format == Format.JSON ? "[" : format.heading + "\r\n");
    Optional<Long> next = Optional.empty();
    var first = true;
    do {
      var page = pages.apply(next);
      for (var kept : page.entries()) {
        write(writer, kept, first);
        first = false;
      }
      next = page.next();
    } while (next.isPresent());
    if (format == Format.JSON) {
      writer.write("]");
    }
    writer.flush();
  }

  private void write(Writer writer, Kept kept, boolean first) throws IOException {
    var entry = kept.entry();
    switch (format) {
      case JSON ->
          writer.write(
              (first ? "\n" : ",\n") + ScimJson.write(ChangeJson.of(kept, names.of(entry.job()))));
      case CSV -> row(writer, summary(entry));
      case CSV_STEPS -> {
        var number = 0;
        for (var step : entry.steps()) {
          row(
              writer,
              List.of(
                  entry.changeId(),
                  Integer.toString(++number),
                  Keywords.of(step.type()),
                  Keywords.of(step.result()),
                  step.description()));
        }
      }
      case CSV_MODIFIED_PROPERTIES -> {
        for (var property : entry.modifiedProperties()) {
          row(
              writer,
              List.of(
                  entry.changeId(),
                  property.name(),
                  property.before().isNull() ? "" : text(property.before()),
                  property.after().isNull() ? "" : text(property.after())));
        }
      }
    }
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : ScimJson.write(value);
  }

  private List<String> summary(ProvisioningLogEntry entry) {
    return List.<Object>of(
            entry.changeId(),
            entry.at(),
            names.of(entry.job()),
            entry.cycle(),
            Keywords.of(entry.action()),
            Keywords.of(entry.result()),
            entry.objectType(),
            entry.sourceId(),
            entry.targetId().orElse(""),
            entry.displayName(),
            entry.duration().toMillis(),
            Keywords.of(entry.initiator()),
            entry.error().map(ErrorInfo::code).orElse(""),
            entry.error().map(ErrorInfo::reason).orElse(""),
            entry.error().map(ErrorInfo::recommendedAction).orElse(""))
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static void row(Writer writer, List<String> fields) throws IOException {
    writer.write(CsvRow.of(fields));
  }
}
