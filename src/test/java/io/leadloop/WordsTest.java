package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.words.SourceFile;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Comments, log lines, errors and descriptions are in plain technical English. */
class WordsTest {
  /** Not reworded yet; a folder that is leaves the list. */
  private static final Set<String> OPEN =
      """
      main/feedback
      main/feedback/projection
      main/forwarding
      main/limit
      test/feedback
      test/feedback/projection
      test/forwarding
      test/lane
      test/lane/dispatch
      test/lane/pace
      test/silence
      test/update
      test/update/document
      test/update/request
      """
          .lines()
          .collect(Collectors.toUnmodifiableSet());

  @Test
  void commentsAndMessagesAreInPlainEnglish() throws IOException {
    assertThat(SourceFile.all())
        .filteredOn(source -> !OPEN.contains(source.group()))
        .flatMap(source -> source.findings().toList())
        .isEmpty();
  }
}
