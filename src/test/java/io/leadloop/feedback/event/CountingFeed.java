package io.leadloop.feedback.event;

import io.leadloop.provider.ProviderId;
import io.leadloop.store.CommitCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Vetoed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An in-memory feed that counts the statements a real one would run. */
@Vetoed
public final class CountingFeed extends EventFeed {
  private final Map<ProviderId, List<Entry>> events = new HashMap<>();
  private int statements;

  public CountingFeed() {
    super(null, null);
  }

  /** Adds events of a provider, each in a transaction of its own. */
  public void add(ProviderId provider, int count) {
    List<Entry> known = events.computeIfAbsent(provider, p -> new ArrayList<>());
    for (int i = 0; i < count; i++) {
      CommitCursor cursor = new CommitCursor(known.size() + 1L, 1);
      known.add(new Entry(UUID.randomUUID(), "type", Instant.EPOCH, "{}", cursor));
    }
  }

  public List<Entry> of(ProviderId provider) {
    return List.copyOf(events.getOrDefault(provider, List.of()));
  }

  /** The statements since the last call. */
  public int statements() {
    int count = statements;
    statements = 0;
    return count;
  }

  @Override
  public Uni<List<Entry>> after(ProviderId provider, CommitCursor cursor, int limit) {
    statements++;
    return Uni.createFrom().item(read(provider, cursor, limit));
  }

  @Override
  public Uni<Map<ProviderId, List<Entry>>> afterEach(
      Map<ProviderId, CommitCursor> cursors, int limit) {
    statements++;
    Map<ProviderId, List<Entry>> found = new HashMap<>();
    cursors.forEach((provider, cursor) -> found.put(provider, read(provider, cursor, limit)));
    found.values().removeIf(List::isEmpty);
    return Uni.createFrom().item(found);
  }

  private List<Entry> read(ProviderId provider, CommitCursor cursor, int limit) {
    return of(provider).stream()
        .filter(entry -> entry.cursor().isAfter(cursor))
        .limit(limit)
        .toList();
  }
}
