package io.leadloop.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LeadIdsTest {
  /** Few different bits, so that ids meet at the same places. */
  @Property
  void containsWhatWasAdded(
      @ForAll @Size(max = 3000) long[] added, @ForAll @LongRange(min = 0, max = 7) long asked) {
    LeadIds ids = new LeadIds();
    Set<UUID> expected = new HashSet<>();
    LongStream.of(added).mapToObj(bits -> new UUID(bits & 7, bits | 1)).forEach(expected::add);
    expected.forEach(ids::add);
    expected.forEach(ids::add);

    assertThat(expected).allMatch(ids::contains);
    UUID other = new UUID(asked, 0x5555L);
    assertThat(ids.contains(other)).isEqualTo(expected.contains(other));
  }

  @Test
  void holdsAsManyAsAListHas() {
    LeadIds ids = new LeadIds();
    UUID[] all =
        IntStream.range(0, 250_000).mapToObj(i -> LeadId.next().value()).toArray(UUID[]::new);
    for (UUID id : all) {
      ids.add(id);
    }

    assertThat(all).allMatch(ids::contains);
    assertThat(IntStream.range(0, 1000).mapToObj(i -> LeadId.next().value()))
        .noneMatch(ids::contains);
  }
}
