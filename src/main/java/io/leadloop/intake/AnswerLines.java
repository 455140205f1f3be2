package io.leadloop.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemMappers;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes receipts as lines of JSON: the lead, or a problem with its line. */
@Singleton
class AnswerLines {
  private final ObjectMapper json;
  private final ProblemMappers problems;

  AnswerLines(ObjectMapper json, ProblemMappers problems) {
    this.json = json;
    this.problems = problems;
  }

  /**
   * @param firstLine the number of the first receipt's line
   * @return the lines, without the line feed at the end
   */
  byte[] write(long firstLine, List<Receipt> receipts, RoutingContext request) {
    // A failure that several lines share is described, and logged, once.
    Map<Throwable, Problem> described = new IdentityHashMap<>();
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    try (SequenceWriter writer = json.writer().withRootValueSeparator("\n").writeValues(lines)) {
      long line = firstLine;
      for (Receipt receipt : receipts) {
        if (receipt instanceof Receipt.Refused refused) {
          Problem problem =
              described.computeIfAbsent(refused.cause(), e -> problems.describe(e, request));
          writer.write(new LineProblem(problem, line));
        } else {
          writer.write(((Receipt.Kept) receipt).lead());
        }
        line++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return lines.toByteArray();
  }
}
