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
      main
      main/api
      main/api/event
      main/callback
      main/customer
      main/feedback
      main/feedback/callback
      main/feedback/event
      main/feedback/log
      main/feedback/projection
      main/forwarding
      main/http
      main/http/body
      main/http/connection
      main/intake
      main/intake/bulk
      main/lead
      main/lead/text
      main/limit
      main/oplead
      main/oplead/answer
      main/oplead/callback
      main/oplead/status
      main/oplead/text
      main/outbound
      main/retention
      main/rounds
      test
      test/api
      test/api/event
      test/callback
      test/feedback
      test/feedback/callback
      test/feedback/log
      test/feedback/projection
      test/forwarding
      test/lane
      test/lane/dispatch
      test/lane/pace
      test/intake/bulk
      test/lead
      test/oplead
      test/oplead/answer
      test/oplead/callback
      test/rounds
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
