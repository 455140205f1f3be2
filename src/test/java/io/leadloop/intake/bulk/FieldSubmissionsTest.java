package io.leadloop.intake.bulk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.HttpConfig;
import io.leadloop.http.body.LineSplitter;
import io.leadloop.intake.LeadSchema;
import io.leadloop.intake.SubmissionReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Real submissions of forms, spreadsheets and CRMs: one file each in {@code
 * src/test/resources/field}, with the expected result of each line in {@code submissions.csv}.
 */
class FieldSubmissionsTest {
  private static final Path FILES = Path.of("src/test/resources/field/submissions");
  private static final String TABLE = "submissions.csv";
  private static final String WHOLE_BODY = "(body)";
  private static final BulkReader READER =
      new BulkReader(new SubmissionReader(65_536, 64, LeadSchema.byDefault()), new Limits());

  @ParameterizedTest(name = "{0}, line {1}")
  @CsvFileSource(resources = "/field/submissions/submissions.csv", numLinesToSkip = 1)
  void hasTheExpectedContent(ArgumentsAccessor row) throws IOException {
    byte[] file = Files.readAllBytes(FILES.resolve(row.getString(0)));
    BulkLine line =
        lines(row.getString(0), file).stream()
            .filter(read -> read.number() == row.getLong(1))
            .findFirst()
            .orElseThrow();

    assertThat(line.problem() == null ? null : line.problem().code().slug())
        .as("problem")
        .isEqualTo(row.getString(3));
    assertThat(line.problem() == null ? "" : pointers(line.problem()))
        .as("pointers")
        .isEqualTo(Optional.ofNullable(row.getString(4)).orElse(""));
    if (line.isReadable() || row.getString(2) != null) {
      assertThat(line.reference()).as("reference").isEqualTo(row.getString(2));
    }
    if (line.isReadable()) {
      assertThat(new String(file, ISO_8859_1))
          .as("the document as it came")
          .contains(new String(line.submission().document(), ISO_8859_1));
    }
  }

  @Test
  void everyFileHasItsLinesAndNoOthers() throws IOException {
    Set<String> inTable;
    try (Stream<String> rows = Files.lines(FILES.resolve(TABLE))) {
      inTable =
          rows.skip(1)
              .map(row -> row.split(",", 3))
              .map(row -> row[0] + " " + row[1])
              .collect(toSet());
    }
    List<String> read = new ArrayList<>();
    try (Stream<Path> files = Files.list(FILES)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals(TABLE)) {
          lines(name, Files.readAllBytes(file))
              .forEach(line -> read.add(name + " " + line.number()));
        }
      }
    }
    assertThat(read).containsExactlyInAnyOrderElementsOf(inTable);
  }

  private static List<BulkLine> lines(String name, byte[] file) {
    if (!name.endsWith(".ndjson")) {
      return List.of(READER.read(new LineSplitter.Line(1, Optional.of(file))));
    }
    LineSplitter splitter = READER.splitter();
    return Stream.concat(splitter.split(Buffer.buffer(file)).stream(), splitter.rest().stream())
        .map(READER::read)
        .toList();
  }

  private static String pointers(ProblemException problem) {
    return problem.errors().stream()
        .map(FieldError::pointer)
        .map(pointer -> pointer.isEmpty() ? WHOLE_BODY : pointer)
        .collect(joining(" "));
  }

  private static final class Limits implements HttpConfig {
    @Override
    public long maxBodyBytes() {
      return 1_048_576;
    }

    @Override
    public Duration bodyTimeout() {
      return Duration.ofSeconds(30);
    }

    @Override
    public Optional<Long> memoryBytes() {
      return Optional.empty();
    }
  }
}
