package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.words.SourceFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Documents, comments, log lines, errors and descriptions are in plain technical English. */
class WordsTest {
  @Test
  void documentsCommentsAndMessagesAreInPlainEnglish() throws IOException {
    assertThat(SourceFile.all()).flatMap(source -> source.findings().toList()).isEmpty();
  }
}
