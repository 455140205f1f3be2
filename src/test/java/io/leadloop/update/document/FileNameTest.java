package io.leadloop.update.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What senders write is in src/test/resources/field/document-names. */
class FileNameTest {
  private static final int LONG = 2_000_000;

  @ParameterizedTest
  @CsvSource({
    "devis.pdf, devis.pdf",
    "/home/jean/devis.pdf, devis.pdf",
    "C:\\fakepath\\devis.pdf, devis.pdf",
    "a/b\\c.pdf, c.pdf",
    "a\\b/c.pdf, c.pdf",
    "a/, document",
    "/, document",
  })
  void theLastSegmentIsTheName(String given, String name) {
    assertThat(FileName.of(given)).isEqualTo(name);
  }

  @Test
  void lineBreaksBeforeTheLastFolderAreDropped() {
    assertThat(FileName.of("a\nb/\r\nc/devis.pdf")).isEqualTo("devis.pdf");
  }

  /** Regression: the time was quadratic, so a few such forms a second kept a replica busy. */
  @Test
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void aLongNameIsReadOnce() {
    assertThat(FileName.of("a".repeat(LONG) + ".pdf")).hasSize(150).endsWith("aa.pdf");
    assertThat(FileName.of(".".repeat(LONG) + "a")).hasSize(150 + "document".length());
    assertThat(FileName.of(". ".repeat(LONG / 2) + "a")).endsWith(". a");
  }
}
