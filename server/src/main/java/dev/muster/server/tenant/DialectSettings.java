package dev.muster.server.tenant;

import dev.muster.scim.dialect.Dialect;
import dev.muster.scim.dialect.DialectRule;
import dev.muster.scim.dialect.Preset;
import dev.muster.scim.message.ScimJson;
import dev.muster.server.http.RequestFields;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/// Which dialect rules a tenant has on: those of a preset, some more, some not.
///
/// ```json
/// {"preset": "okta", "on": ["text-boolean"], "off": ["empty-text"]}
/// ```
public record DialectSettings(Preset preset, Set<DialectRule> on, Set<DialectRule> off) {
  private static final String PRESET = "preset";
  private static final String ON = "on";
  private static final String OFF = "off";

  public DialectSettings {
    on = ordered(on);
    off = ordered(off);
  }

  /// Reads the setting. Throws 400 naming the presets or rules that there are when one is unknown.
  static DialectSettings read(RequestFields fields) {
    var preset = fields.findString(PRESET).map(text -> preset(fields, text)).orElse(Preset.AUTO);
    var settings = new DialectSettings(preset, rules(fields, ON), rules(fields, OFF));
    fields.refuseOthers();
    for (var rule : settings.on()) {
      if (settings.off().contains(rule)) {
        throw fields.invalid(OFF, "\"%s\" is both on and off".formatted(rule.keyword()));
      }
    }
    return settings;
  }

  /// The rules, ready for requests.
  Dialect dialect() {
    return Dialect.of(preset, on, off);
  }

  ObjectNode toJson() {
    var json = ScimJson.object().put(PRESET, preset.keyword());
    on.forEach(rule -> json.withArray(ON).add(rule.keyword()));
    off.forEach(rule -> json.withArray(OFF).add(rule.keyword()));
    return json;
  }

  private static Preset preset(RequestFields fields, String keyword) {
    return Preset.find(keyword)
        .orElseThrow(() ->
            fields.invalid(PRESET, "\"%s\" is none of %s".formatted(keyword, Preset.keywords())));
  }

  private static Set<DialectRule> rules(RequestFields fields, String field) {
    var rules = EnumSet.noneOf(DialectRule.class);
    for (var keyword : fields.strings(field)) {
      rules.add(
          DialectRule.find(keyword)
              .orElseThrow(() ->
                  fields.invalid(
                      field,
                      "there is no dialect rule \"%s\"; there are %s"
                          .formatted(keyword, DialectRule.keywords()))));
    }
    return rules;
  }

  private static Set<DialectRule> ordered(Set<DialectRule> rules) {
    var ordered = EnumSet.noneOf(DialectRule.class);
    ordered.addAll(rules);
    return Collections.unmodifiableSet(ordered);
  }
}
