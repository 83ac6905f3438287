package dev.muster.store;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/// Text as both databases take it. PostgreSQL refuses U+0000, which JSON strings and URLs may hold;
/// it is kept as U+FFFD.
public final class PlainText extends AbstractArgumentFactory<String> {
  PlainText() {
    super(Types.VARCHAR);
  }

  /// The text as both databases keep it.
  public static String of(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  @Override
  protected Argument build(String text, ConfigRegistry config) {
    return (position, statement, context) -> statement.setString(position, of(text));
  }
}
