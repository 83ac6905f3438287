package dev.muster.sources.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads an HR file row by row. A bad row is reported and passed over; what makes the rest of the
/// file doubtful makes the reading incomplete.
final class CsvReader {
  private static final int MOST_PROBLEMS = 1_000;

  private final byte[] content;
  private final List<CsvRow> rows = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Long> ids = new HashMap<>();
  private final Map<String, Long> userNames = new HashMap<>();
  private final Set<String> unreadable = new HashSet<>();
  private List<String> columns = List.of();
  private boolean complete = true;

  CsvReader(byte[] content) {
    this.content = content;
  }

  CsvReading read() {
    if (content.length == 0) {
      incomplete("line 1: the file is empty; it needs a header line and a line for each person");
    } else {
      readText(decode());
      if (complete && rows.isEmpty()) {
        incomplete("line 2: no person follows the header");
      }
    }
    unreadable.removeAll(ids.keySet());
    return new CsvReading(rows, problems, unreadable, complete);
  }

  private String decode() {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      var text = new String(content, StandardCharsets.UTF_8);
      var line = text.substring(0, text.indexOf('\uFFFD')).lines().count();
      // The rows are readable all the same; the letters in question are not to be written anywhere.
      problem("line %d: not UTF-8; save the file in that encoding".formatted(Math.max(1, line)));
      return text;
    }
  }

  private void readText(String decoded) {
    var text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    var last = 1L;
    try (var records =
        de.siegmar.fastcsv.reader.CsvReader.builder()
            .fieldSeparator(separator(text))
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)) {
      for (var record : records) {
        last = record.getStartingLineNumber();
        if (columns.isEmpty()) {
          if (!header(record)) {
            return;
          }
        } else {
          row(record);
        }
      }
    } catch (CsvParseException e) {
      incomplete(
          "after line %d: a quote is not closed, or text follows a closing quote; what comes after"
                  .formatted(last)
              + " it cannot be read");
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  /// A spreadsheet in some countries writes semicolons.
  private static char separator(String text) {
    var header = text.lines().findFirst().orElse("");
    return !header.contains(",") && header.contains(";") ? ';' : ',';
  }

  private boolean header(CsvRecord record) {
    columns =
        record.getFields().stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    for (var required : List.of(CsvReading.ID, CsvReading.USER_NAME)) {
      if (!columns.contains(required)) {
        incomplete(
            "line 1: the column \"%s\" is missing; there are %s"
                .formatted(required, String.join(", ", columns)));
        return false;
      }
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      incomplete("line 1: a column is named twice: " + String.join(", ", columns));
      return false;
    }
    return true;
  }

  private void row(CsvRecord record) {
    var line = record.getStartingLineNumber();
    var at = columns.indexOf(CsvReading.ID);
    var id = at < record.getFieldCount() ? record.getField(at).strip() : "";
    if (id.isEmpty()) {
      incomplete("line %d: no value for %s".formatted(line, CsvReading.ID));
      return;
    }
    if (record.getFieldCount() != columns.size()) {
      bad(
          id,
          "line %d: %d fields, but the header has %d; is a line broken, or a comma not quoted?"
              .formatted(line, record.getFieldCount(), columns.size()));
      // A line that ends early may be where the file was cut off.
      complete &= record.getFieldCount() > columns.size();
      return;
    }
    var before = ids.get(id);
    if (before != null) {
      bad(
          id,
          "line %d: %s \"%s\" is that of line %d already; the first one counts"
              .formatted(line, CsvReading.ID, id, before));
      return;
    }
    keep(new CsvRow(line, id, values(record)));
  }

  private void keep(CsvRow row) {
    var userName = row.value(CsvReading.USER_NAME);
    if (userName.isEmpty()) {
      bad(row.id(), "line %d: no value for %s".formatted(row.line(), CsvReading.USER_NAME));
      return;
    }
    if (row.values().values().stream().anyMatch(value -> value.indexOf('\uFFFD') >= 0)) {
      bad(row.id(), "line %d: holds letters that are not UTF-8".formatted(row.line()));
      return;
    }
    var other = userNames.putIfAbsent(userName.toLowerCase(Locale.ROOT), row.line());
    if (other != null) {
      bad(
          row.id(),
          "line %d: %s \"%s\" is that of line %d already"
              .formatted(row.line(), CsvReading.USER_NAME, userName, other));
      return;
    }
    ids.put(row.id(), row.line());
    rows.add(row);
  }

  private Map<String, String> values(CsvRecord record) {
    var values = new LinkedHashMap<String, String>();
    for (var i = 0; i < columns.size(); i++) {
      var value = record.getField(i).strip();
      if (!value.isEmpty()) {
        values.put(columns.get(i), value);
      }
    }
    return values;
  }

  private void bad(String id, String problem) {
    unreadable.add(id);
    problem(problem);
  }

  private void incomplete(String problem) {
    complete = false;
    problem(problem);
  }

  private void problem(String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    } else if (problems.size() == MOST_PROBLEMS) {
      problems.add("there are more; mend these first");
    }
  }
}
