package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.words.SourceFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Documents, comments, log lines, errors and descriptions are in plain technical English. */
class WordsTest {
  private static final int MOST = 5;

  @Test
  void documentsCommentsAndMessagesAreInPlainEnglish() throws IOException {
    assertThat(SourceFile.all()).flatMap(source -> source.findings().toList()).isEmpty();
  }

  @Test
  void whatIsMostlyBeginsAQuestion() throws IOException {
    assertThat(SourceFile.all())
        .filteredOn(source -> !source.isMigration())
        .flatMap(source -> source.rareFindings().toList())
        .hasSizeLessThanOrEqualTo(MOST);
  }
}
