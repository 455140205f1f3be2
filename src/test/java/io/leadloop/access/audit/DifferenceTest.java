package io.leadloop.access.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.access.audit.Difference.Change;
import io.leadloop.store.CommitCursor;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The values that an entry of the audit changed. */
class DifferenceTest {
  @Test
  void onlyWhatDiffersIsADifference() {
    assertThat(
            Difference.of(
                entry(
                    "{'slug':'a','name':'A','limit':5,'at':null,'updated_at':'1','oplead':{'url':'u','hint':'h'}}",
                    "{'slug':'a','name':'B','limit':null,'at':'now','updated_at':'2','oplead':{'url':'v','hint':'h'}}")))
        .containsExactly(
            new Change("name", "A", "B"),
            new Change("limit", "5", null),
            new Change("oplead.url", "u", "v"),
            new Change("at", null, "now"));
  }

  @Test
  void whatWasCreatedOrRemovedHasOneSide() {
    assertThat(Difference.of(entry(null, "{'customer':'a','customers':['x','y'],'none':null}")))
        .containsExactly(new Change("customer", null, "a"), new Change("customers", null, "x, y"));
    assertThat(Difference.of(entry("{'customer':'a'}", null)))
        .containsExactly(new Change("customer", "a", null));
    assertThat(Difference.of(entry(null, null))).isEmpty();
  }

  @Test
  void aLongValueIsShortenedAfterItWasCompared() {
    String long1 = "{'a':'" + "x".repeat(1000) + "1'}";
    assertThat(Difference.of(entry(long1, long1.replace("1'", "2'")))).hasSize(1);
    assertThat(Difference.of(entry(long1, long1))).isEmpty();
    assertThat(Difference.of(entry(null, "{'a':'" + "x".repeat(1000) + "'}")))
        .singleElement()
        .satisfies(change -> assertThat(change.after()).hasSize(301).endsWith("…"));
  }

  private static AuditEntry entry(String before, String after) {
    return new AuditEntry(
        CommitCursor.START,
        Instant.EPOCH,
        "actor",
        null,
        "action",
        "subject",
        Optional.ofNullable(before).map(json -> json.replace('\'', '"')),
        Optional.ofNullable(after).map(json -> json.replace('\'', '"')));
  }
}
