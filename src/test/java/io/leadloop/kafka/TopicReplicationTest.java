package io.leadloop.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicReplicationTest {
  @ParameterizedTest
  @CsvSource({
    "3, 2, ",
    "5, 3, ",
    "1, 1, one replica",
    "1, 2, one replica",
    "3, 1, min.insync.replicas=1",
    "2, 2, min.insync.replicas is all",
    "3, 3, min.insync.replicas is all"
  })
  void theLossOfOneBrokerIsARiskUnlessTheOthersSuffice(int replicas, int inSync, String risk) {
    assertThat(new TopicReplication(replicas, inSync).risk().orElse(""))
        .startsWith(risk == null ? "" : risk)
        .matches(found -> found.isEmpty() == (risk == null));
  }
}
