package io.leadloop.callback;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.oplead.callback.CallbackContent;
import io.leadloop.oplead.callback.CallbackReader;
import io.leadloop.oplead.callback.StatusWindow;
import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.oplead.status.StatusMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Real callbacks: one file each in {@code src/test/resources/field}, with the expected content in
 * {@code callbacks.csv}. Their leads were submitted on 20 November 2026, 08:00 UTC, and the
 * callbacks received on 1 December, 12:00 UTC.
 */
class FieldCallbacksTest {
  private static final Path FILES = Path.of("src/test/resources/field/callbacks");
  private static final String TABLE = "callbacks.csv";
  private static final String AMBIGUOUS = "ambiguous";
  private static final StatusWindow WINDOW =
      new StatusWindow(
          Instant.parse("2026-11-20T07:59:00Z"), Instant.parse("2026-12-01T12:00:00Z"));

  private static final CallbackReader READER = reader();

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/field/callbacks/callbacks.csv", numLinesToSkip = 1)
  void hasTheExpectedContent(ArgumentsAccessor line) throws IOException {
    SentBody sent =
        SentBody.of(
            line.getString(2),
            Files.readAllBytes(FILES.resolve(line.getString(0))),
            line.getString(3));
    Optional<CallbackContent> read = READER.read(sent.contentType(), sent.body(), WINDOW);
    assertThat(read.map(content -> content.status().code().wireName()))
        .as("code")
        .isEqualTo(Optional.ofNullable(line.getString(4)));
    read.ifPresent(content -> isReadAs(content, line));
  }

  private static void isReadAs(CallbackContent content, ArgumentsAccessor line) {
    assertThat(content.status().label()).as("label").isEqualTo(line.getString(5));
    assertThat(content.dated() ? content.status().at() : null)
        .as("time")
        .isEqualTo(line.get(6, Instant.class));
    if (!content.dated()) {
      assertThat(content.status().at()).as("time").isEqualTo(WINDOW.receivedAt());
    }
    assertThat(content.appointmentAt())
        .as("appointment")
        .isEqualTo(Optional.ofNullable(line.get(7, Instant.class)));
    String amount = line.getString(8);
    assertThat(content.amountIsAmbiguous()).as("ambiguous").isEqualTo(AMBIGUOUS.equals(amount));
    assertThat(content.amount().orElse(null))
        .as("amount")
        .usingComparator(FieldCallbacksTest::compare)
        .isEqualTo(amount == null || amount.equals(AMBIGUOUS) ? null : new BigDecimal(amount));
  }

  @Test
  void everyFileHasALineAndEveryLineAFile() throws IOException {
    try (Stream<Path> files = Files.list(FILES);
        Stream<String> lines = Files.lines(FILES.resolve(TABLE))) {
      Set<String> inTable = lines.skip(1).map(line -> line.split(",", 2)[0]).collect(toSet());
      assertThat(files.map(file -> file.getFileName().toString()).filter(f -> !f.equals(TABLE)))
          .containsExactlyInAnyOrderElementsOf(inTable);
    }
  }

  private static int compare(BigDecimal one, BigDecimal other) {
    return one == null || other == null
        ? Boolean.compare(one == null, other == null)
        : one.compareTo(other);
  }

  private static CallbackReader reader() {
    CallbackProfile profile = TestProfile.with().callbacks();
    return new CallbackReader(profile, new StatusMap(profile));
  }
}
