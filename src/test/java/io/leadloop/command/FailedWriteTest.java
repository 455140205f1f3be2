package io.leadloop.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk is full, or the reader of a pipe has ended. */
class FailedWriteTest {
  private static final String KEYS = "GET /admin/v1/keys";
  private static final String NOT_WRITTEN = "The output could not be written in full.";

  @AutoClose private final FakeApi api = new FakeApi();

  @Test
  void outputThatCannotBeWrittenIsReported() {
    CommandRun shown = write("key generate");
    assertThat(shown.status()).isEqualTo(1);
    assertThat(shown.err()).isEqualToIgnoringNewLines(NOT_WRITTEN + "\n");
    assertThat(write("customer show c --output json").status()).isEqualTo(1);
    assertThat(write("customer verify c").status()).isEqualTo(3);
    assertThat(write("--help").err()).contains(NOT_WRITTEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key list --limit 0", "key list --output json"})
  void listEndsAtItsFirstFailedWrite(String command) {
    String many =
        IntStream.range(0, 600)
            .mapToObj(i -> "{\"id\": " + i + "}")
            .collect(Collectors.joining(","));
    api.answer(KEYS, 200, "{\"items\": [" + many + "], \"next\": \"x\"}");
    CommandRun run = write(command);
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).isEqualToIgnoringNewLines(NOT_WRITTEN + "\n");
    assertThat(api.requests()).hasSize(1);
  }

  @Test
  void csvEndsAtItsFirstFailedWrite() {
    Map<String, String> next = Map.of("Link", "<?after=x>; rel=\"next\"");
    api.answer("GET /admin/v1/leads", 200, next, "id,state\n1,held\n");
    assertThat(write("lead list --output csv").status()).isEqualTo(1);
    assertThat(api.requests()).hasSize(1);
    assertThat(CommandRun.of(api.url(), "lead list --output csv --limit 3").lines())
        .containsExactly("id,state", "1,held", "1,held", "1,held");
  }

  /** A file or a pipe that takes nothing. */
  private CommandRun write(String line) {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    return CommandRun.to(full, CommandRun.environment(api.url()), line);
  }
}
