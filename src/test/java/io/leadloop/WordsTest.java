package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.words.SourceFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Comments, log lines, errors and descriptions are in plain technical English. */
class WordsTest {
  @Test
  void commentsAndMessagesAreInPlainEnglish() throws IOException {
    assertThat(SourceFile.all()).flatMap(source -> source.findings().toList()).isEmpty();
  }
}
