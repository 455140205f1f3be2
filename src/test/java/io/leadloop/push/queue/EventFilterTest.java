package io.leadloop.push.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.CommitCursor;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventFilterTest {
  private static final String OF_DURAND =
      "{\"lead_id\":\"x\",\"status\":{\"customer\":\"not-this\",\"code\":\"won\"},"
          + "\"customer\":\"cuisines-durand\",\"sequence\":2}";

  @Test
  void withoutTypesAndCustomersEverythingIsSent() {
    assertThat(EventFilter.of(null, null).accepts(event("a", "{}"))).isTrue();
  }

  @Test
  void bothMustFit() {
    EventFilter filter = EventFilter.of(new String[] {"a", "b"}, new String[] {"cuisines-durand"});
    assertThat(filter.accepts(event("a", OF_DURAND))).isTrue();
    assertThat(filter.accepts(event("c", OF_DURAND))).isFalse();
    assertThat(filter.accepts(event("a", OF_DURAND.replace("durand", "martin")))).isFalse();
    assertThat(filter.accepts(event("a", "{\"sequence\":1}"))).isFalse();
  }

  @Test
  void aMemberOfAMemberIsNotTheCustomer() {
    assertThat(EventFilter.of(null, new String[] {"not-this"}).accepts(event("a", OF_DURAND)))
        .isFalse();
  }

  private static FeedEvent event(String type, String data) {
    return new FeedEvent(
        new UUID(0, 1),
        new UUID(0, 2),
        1,
        type,
        "/customers/x",
        Instant.EPOCH,
        data,
        CommitCursor.START,
        false,
        null);
  }
}
