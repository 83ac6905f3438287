package dev.muster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PostgreSqlUrlTest {

  @Test
  void readsCredentialsAndKeepsParameters() {
    var url =
        PostgreSqlUrl.parse(
            "postgresql://muster:p%40ss+word@db.example:5433/muster?sslmode=require");

    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:5433/muster?sslmode=require");
    assertThat(url.user()).contains("muster");
    assertThat(url.password()).contains("p@ss+word");
  }

  @Test
  void readsJdbcFormWithoutCredentials() {
    var url = PostgreSqlUrl.parse("jdbc:postgresql://db.example/muster?user=x&password=y");

    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example/muster?user=x&password=y");
    assertThat(url.user()).isEqualTo(Optional.empty());
  }

  @Test
  void refusesOtherFormsWithoutRepeatingThePassword() {
    assertThatThrownBy(() -> PostgreSqlUrl.parse("mysql://u:s3cret@db/muster"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("postgresql://user:password@host:port/database")
        .hasMessageNotContaining("s3cret");
  }
}
