package dev.muster.server.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The file of common passwords. `-Dgolden=update` makes it anew from the lists of zxcvbn.
class CommonPasswordsTest {
  private static final String LISTS = "/com/nulabinc/zxcvbn/matchers/dictionaries/";
  private static final Path FILE =
      Path.of("src/main/resources/dev/muster/server/passwords", CommonPasswords.FILE);

  // A shorter one is refused for its length.
  private static final int SHORTEST = 8;

  @Test
  void fileIsMadeFromTheLists() throws IOException {
    var made = made();
    if ("update".equals(System.getProperty("golden"))) {
      Files.write(FILE, made);
    }

    assertThat(Files.readAllBytes(FILE)).isEqualTo(made);
    assertThat(made.length / CommonPasswords.WIDTH).isGreaterThan(40_000);
  }

  @Test
  void knowsCommonOnesWhateverTheirCase() {
    var common = CommonPasswords.shipped();

    assertThat(common.contains("password")).isTrue();
    assertThat(common.contains("PassWord1")).isTrue();
    assertThat(common.contains("1qaz2wsx")).isTrue();
    assertThat(common.contains("information")).isTrue();
    assertThat(common.contains("correct horse battery staple")).isFalse();
    assertThat(common.contains("")).isFalse();
  }

  private static byte[] made() throws IOException {
    var entries = new TreeSet<byte[]>(Arrays::compareUnsigned);
    for (var list :
        new String[] {
          "passwords",
          "english_wikipedia",
          "us_tv_and_film",
          "female_names",
          "male_names",
          "surnames"
        }) {
      try (var file = CommonPasswordsTest.class.getResourceAsStream(LISTS + list + ".txt")) {
        assertThat(file).isNotNull();
        new String(file.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .map(PasswordText::prepare)
            .filter(password -> PasswordText.length(password) >= SHORTEST)
            .map(CommonPasswords::entry)
            .forEach(entries::add);
      }
    }
    var made = new ByteArrayOutputStream();
    entries.forEach(made::writeBytes);
    return made.toByteArray();
  }
}
