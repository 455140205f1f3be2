package io.leadloop.admin.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.admin.lead.TimelineMerge.Placed;
import io.leadloop.feedback.event.ReceivedCallback;
import io.leadloop.forwarding.FailedAttempt;
import io.leadloop.http.Page;
import io.leadloop.store.IdTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of several sources, whatever times these note. */
class TimelineMergeTest {
  /** Read page by page, each entry is there once, those of a source in its order. */
  @Property(tries = 200)
  void pagesHaveEachEntryOnce(
      @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> attempts,
      @ForAll @Size(max = 12) List<@IntRange(max = 5) Integer> callbacks,
      @ForAll @IntRange(min = 1, max = 7) int size) {
    List<TimelineEntry> read = new ArrayList<>();
    TimelineCursor cursor = TimelineCursor.NEWEST;
    Page<TimelineEntry> page;
    do {
      page =
          TimelineMerge.merge(
              List.of(attempts(attempts, cursor, size), callbacks(callbacks, cursor, size)),
              cursor,
              size);
      read.addAll(page.items());
      cursor = page.next() == null ? cursor : TimelineCursor.parse(page.next()).orElseThrow();
    } while (page.next() != null);

    assertThat(read).hasSize(attempts.size() + callbacks.size());
    assertThat(read.stream().filter(entry -> entry.attempt() != null))
        .extracting(entry -> entry.attempt().claim())
        .containsExactlyElementsOf(down(attempts.size()));
    assertThat(read.stream().filter(entry -> entry.callback() != null))
        .extracting(entry -> (int) entry.callback().logOffset())
        .containsExactlyElementsOf(down(callbacks.size()));
  }

  @Test
  void theNewestComesFirstAndOfTwoAtOnceThatOfTheFirstSource() {
    Page<TimelineEntry> page =
        TimelineMerge.merge(
            List.of(
                attempts(List.of(10, 30), TimelineCursor.NEWEST, 9),
                callbacks(List.of(10, 20), TimelineCursor.NEWEST, 9)),
            TimelineCursor.NEWEST,
            9);
    assertThat(page.next()).isNull();
    assertThat(page.items())
        .extracting(TimelineEntry::kind)
        .containsExactly(
            TimelineEntry.Kind.ATTEMPT,
            TimelineEntry.Kind.CALLBACK,
            TimelineEntry.Kind.ATTEMPT,
            TimelineEntry.Kind.CALLBACK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2.3.4.5",
        "....",
        "1.2.00000000-0000-7000-8000-000000000000.x.5",
        "99999999999.2.00000000-0000-7000-8000-000000000000"
            + ".00000000-0000-7000-8000-000000000000.5"
      })
  void whatIsNoCursorIsNone(String text) {
    assertThat(TimelineCursor.parse(text)).isEmpty();
  }

  /**
   * @param seconds of the entries 1, 2, 3…
   */
  private static List<Placed> attempts(List<Integer> seconds, TimelineCursor from, int size) {
    return down(seconds.size()).stream()
        .filter(claim -> claim < from.claim())
        .limit(size + 1L)
        .map(
            claim ->
                new Placed(
                    TimelineEntry.of(
                        new FailedAttempt(
                            claim, 1, at(seconds.get(claim - 1)), "unavailable", 503, 1L)),
                    cursor -> cursor.atAttempt(claim)))
        .toList();
  }

  private static List<Placed> callbacks(List<Integer> seconds, TimelineCursor from, int size) {
    return down(seconds.size()).stream()
        .filter(number -> IdTimes.ORDER.compare(id(number), from.callback()) < 0)
        .limit(size + 1L)
        .map(
            number ->
                new Placed(
                    TimelineEntry.of(
                        new ReceivedCallback(
                            id(number), at(seconds.get(number - 1)), 1, 1, 0, number)),
                    cursor -> cursor.atCallback(id(number))))
        .toList();
  }

  private static List<Integer> down(int count) {
    return IntStream.iterate(count, n -> n > 0, n -> n - 1).boxed().toList();
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }

  private static UUID id(int number) {
    return UUID.fromString("00000000-0000-7000-8000-%012d".formatted(number));
  }
}
