package io.leadloop.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.AdminCommandLine;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code leadloop …} of the documents is a command line that the program accepts. It is run
 * without a gateway, so that an accepted one fails later, and its files are in a temporary
 * directory.
 */
class CommandFormTest {
  private static final String NO_GATEWAY = "http://127.0.0.1:1";
  private static final String A_KEY = "lla_2xe26lwspgmjx_secret";
  private static final int WRONG_COMMAND_LINE = 2;
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");
  private static final String AN_ID = "0198f3a2-5b00-7a11-8c3d-90e1f2a3b4c5";

  private static final Pattern FILE = Pattern.compile("FILE|[\\w-]+\\.(json|txt|csv)");

  /** What follows is another program's or a file's. */
  private static final Pattern END = Pattern.compile(" *[|>].*");

  @TempDir Path directory;

  static Stream<String> commands() {
    return Document.all().stream()
        .flatMap(page -> Stream.concat(page.inlineCode().stream(), lines(page)))
        .filter(code -> code.startsWith("leadloop ") && !code.contains("…"))
        .map(code -> END.matcher(code).replaceFirst(""))
        .distinct();
  }

  private static Stream<String> lines(Document page) {
    return page.commands().stream().flatMap(code -> UnrunCommands.lines(code).stream());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isAccepted(String command) {
    AdminCommandLine.Ended ended =
        AdminCommandLine.inThisProcess(NO_GATEWAY, A_KEY).end(arguments(command));
    assertThat(ended.status()).as(ended.err()).isNotEqualTo(WRONG_COMMAND_LINE);
  }

  private Object[] arguments(String command) {
    List<String> words = WORD.matcher(command).results().map(CommandFormTest::unquoted).toList();
    return words.stream().skip(1).map(this::value).toArray();
  }

  private String value(String word) {
    if (FILE.matcher(word).matches()) {
      return directory.resolve(word).toString();
    }
    return switch (word) {
      case "ID" -> AN_ID;
      case "TIME" -> "2026-11-24T09:30:00Z";
      case "KIND" -> "status";
      default -> word;
    };
  }

  private static String unquoted(MatchResult word) {
    return Stream.of(1, 2, 3)
        .map(word::group)
        .filter(found -> found != null)
        .findFirst()
        .orElse("");
  }
}
