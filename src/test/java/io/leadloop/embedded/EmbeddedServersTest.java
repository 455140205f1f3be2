package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  @TempDir Path directory;

  @BeforeAll
  static void prepareForABroker() {
    OwnSaslServers.register();
  }

  @Test
  void dataSurvivesARestartOnOtherPorts() throws Exception {
    String firstAddresses;
    try (EmbeddedServers servers = SeededServers.in(directory)) {
      EmbeddedPostgreSql postgreSql = servers.startPostgreSql(0);
      EmbeddedKafka kafka = servers.startKafka(0);
      new NoteTable(postgreSql).write("a row");
      new NoteTopic(kafka).write("a record");
      firstAddresses = postgreSql.url() + kafka.bootstrapServers();
    }
    try (EmbeddedServers servers = EmbeddedServers.in(directory)) {
      EmbeddedPostgreSql postgreSql = servers.startPostgreSql(LoopbackPort.free());
      EmbeddedKafka kafka = servers.startKafka(LoopbackPort.free());
      assertThat(postgreSql.url() + kafka.bootstrapServers()).isNotEqualTo(firstAddresses);
      assertThat(new NoteTable(postgreSql).read()).isEqualTo("a row");
      assertThat(new NoteTopic(kafka).read()).isEqualTo("a record");
    }
  }

  @Test
  void closedServersStartNothing() {
    EmbeddedServers servers = EmbeddedServers.in(directory);
    servers.close();
    servers.close();
    assertThatThrownBy(() -> servers.startKafka(0)).isInstanceOf(EmbeddedServerException.class);
  }
}
