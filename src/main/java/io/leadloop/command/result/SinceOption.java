package io.leadloop.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option of lists that are ordered by time, newest first. */
public final class SinceOption {
  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Prints those since that time alone; 12h or 7d is so long ago.")
  private Moment since;

  /**
   * Ends the list at its first item that is too old.
   *
   * @param time the member with the items' time
   */
  public Stream<JsonNode> newest(Stream<JsonNode> items, String time) {
    return since == null ? items : items.takeWhile(item -> isRecent(item.path(time).asText()));
  }

  private boolean isRecent(String time) {
    return !OffsetDateTime.parse(time).toInstant().isBefore(since.at());
  }
}
