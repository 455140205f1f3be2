package io.leadloop.reconciliation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Problem;
import io.leadloop.http.body.AnnouncedBody;
import io.leadloop.http.body.LineSplitter.Line;
import io.leadloop.http.json.JsonBodies;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Parses lists. */
@Singleton
class ListReader {
  /** A line has a reference of 128 characters at most, and two short members. */
  static final int LONGEST_LINE = 4096;

  private static final List<String> OF_WINDOW = List.of("from", "until", "customer");

  private final JsonBodies bodies;
  private final ObjectMapper json;

  ListReader(JsonBodies bodies, ObjectMapper json) {
    this.bodies = bodies;
    this.json = json;
  }

  /**
   * The window, if the line has one instead of a lead.
   *
   * @throws ProblemException if its period is invalid
   */
  Optional<Window> window(Line line) {
    return line.bytes()
        .filter(this::isWindow)
        .map(bytes -> bodies.read(bytes, Window.class).checked(Instant.now()));
  }

  private boolean isWindow(byte[] bytes) {
    try {
      JsonNode node = json.readTree(bytes);
      return node != null && !node.has("reference") && OF_WINDOW.stream().anyMatch(node::has);
    } catch (IOException notJson) {
      return false;
    }
  }

  ListedLine lead(Line line) {
    try {
      byte[] bytes = line.bytes().orElseThrow(() -> AnnouncedBody.tooLarge(LONGEST_LINE));
      return new ListedLine(line.number(), bodies.read(bytes, ListedLead.class), null);
    } catch (ProblemException problem) {
      return new ListedLine(line.number(), null, Problem.of(problem));
    }
  }

  /**
   * A list that is one JSON object.
   *
   * @throws ProblemException if anything in it is invalid
   */
  JsonList list(byte[] body) {
    return bodies.read(body, JsonList.class);
  }

  /** The lines of such a list, numbered from 1. */
  static Stream<ListedLine> lines(List<ListedLead> items) {
    long[] number = new long[1];
    return items.stream().map(item -> new ListedLine(++number[0], item, null));
  }
}
