package io.leadloop.intake.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import io.leadloop.http.Problem;
import io.leadloop.http.ProblemMappers;
import io.leadloop.intake.Receipt;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes the answers of a bulk request as lines of JSON. */
@Singleton
class AnswerLines {
  private final ObjectMapper json;
  private final ProblemMappers problems;

  AnswerLines(ObjectMapper json, ProblemMappers problems) {
    this.json = json;
    this.problems = problems;
  }

  /**
   * @param receipts one per line
   * @return the lines, without the line feed at the end
   */
  byte[] write(List<BulkLine> lines, List<Receipt> receipts, RoutingContext request) {
    // Describe and log a failure shared by several lines once.
    Map<Throwable, Problem> described = new IdentityHashMap<>();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (SequenceWriter writer = json.writer().withRootValueSeparator("\n").writeValues(written)) {
      for (int i = 0; i < lines.size(); i++) {
        writer.write(answer(lines.get(i), receipts.get(i), described, request));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to memory", e);
    }
    return written.toByteArray();
  }

  private Object answer(
      BulkLine line, Receipt receipt, Map<Throwable, Problem> described, RoutingContext request) {
    return switch (receipt.kind()) {
      case ACCEPTED -> new LineLead(line.number(), "accepted", ((Receipt.Accepted) receipt).view());
      case REPLAYED -> new LineLead(line.number(), "replayed", ((Receipt.Replayed) receipt).view());
      case REFUSED -> {
        Throwable cause = ((Receipt.Refused) receipt).cause();
        Problem problem = described.computeIfAbsent(cause, e -> problems.describe(e, request));
        yield new LineProblem(line.number(), "refused", line.reference(), problem);
      }
    };
  }

  /** Writes the last line. */
  byte[] write(BulkSummary summary, Throwable endedBy, RoutingContext request) {
    Problem problem = endedBy == null ? null : problems.describe(endedBy, request);
    try {
      return json.writeValueAsBytes(Map.of("summary", summary.with(problem)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a summary can be serialized", e);
    }
  }
}
