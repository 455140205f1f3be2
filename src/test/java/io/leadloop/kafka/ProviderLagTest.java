package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderLagTest {
  @Test
  void manyGroupsOfOneProviderDoNotHideAnothers() {
    List<String> groups =
        Stream.concat(
                IntStream.range(0, 10_000).mapToObj(i -> "many." + i),
                Stream.of("few.crm", "nobody.crm", "few", ".crm"))
            .toList();
    assertThat(ProviderLag.chosen(groups, Set.of("many", "few")))
        .hasSize(ProviderLag.MAX_GROUPS_PER_PROVIDER + 1)
        .contains("few.crm", "many.0");
  }
}
