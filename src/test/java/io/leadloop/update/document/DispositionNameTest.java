package io.leadloop.update.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What senders write is in src/test/resources/field/document-names. */
class DispositionNameTest {
  private static final String HEAD =
      "--limit\r\nContent-Type: a/b\r\nContent-Disposition: form-data; name=\"file\";%s\r\n\r\n";

  @Test
  void theNameIsInTheHeadOfAPart() {
    assertThat(read(HEAD.formatted(" filename=\"a\\\"b.pdf\""))).contains("a\"b.pdf");
    assertThat(read(HEAD.formatted("\r\n filename=a.pdf"))).contains("a.pdf");
    assertThat(read("--limit\r\n\r\n" + HEAD.formatted("filename=a.pdf"))).contains("a.pdf");
    assertThat(read(HEAD.formatted("filename=a.pdf").strip())).isEmpty();
    assertThat(read("Content-Disposition: form-data; filename=a.pdf\r\n\r\n")).isEmpty();
  }

  /** Each line that looked like a boundary was compared with all that followed; this took hours. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void linesThatLookLikeBoundariesAreReadOnce() {
    assertThat(read("--\n".repeat(1_000_000) + "\r\r")).isEmpty();
    assertThat(read("--\n".repeat(1_000_000) + "\n" + HEAD.formatted("filename=a.pdf")))
        .contains("a.pdf");
  }

  @Test
  void aHeadOfManyLinesDoesNotOverflowTheStack() {
    assertThat(read(HEAD.formatted("\r\n ".repeat(100_000) + "filename=a.pdf"))).contains("a.pdf");
    assertThat(read(HEAD.formatted("filename=\"" + "x\\y".repeat(100_000) + "\"")))
        .hasValueSatisfying(name -> assertThat(name).hasSize(300_000));
  }

  private static Optional<String> read(String form) {
    return DispositionName.read(form.getBytes(ISO_8859_1), 0);
  }
}
