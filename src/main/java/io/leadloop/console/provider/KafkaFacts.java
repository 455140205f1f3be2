package io.leadloop.console.provider;

import io.leadloop.console.form.Fact;
import io.leadloop.kafka.KafkaAccess;
import io.leadloop.kafka.KafkaGrant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a consumer of a provider's topic has to know. */
final class KafkaFacts {
  private KafkaFacts() {}

  static List<Fact> of(KafkaAccess access) {
    List<Fact> facts = new ArrayList<>();
    access.password().ifPresent(password -> facts.add(Fact.secret("kafka_password", password)));
    facts.add(Fact.of("kafka_user", access.username()));
    facts.add(Fact.of("bootstrap_servers", access.bootstrapServers()));
    facts.add(Fact.of("topic", access.topic()));
    facts.add(Fact.of("group_prefix", access.groupPrefix()));
    facts.add(Fact.of("security_protocol", access.securityProtocol()));
    access.mechanism().ifPresent(mechanism -> facts.add(Fact.of("mechanism", mechanism)));
    access
        .certificateAuthority()
        .ifPresent(pem -> facts.add(Fact.of("certificate_authority", pem)));
    if (!access.toGrant().isEmpty()) {
      facts.add(
          Fact.of(
              "to_grant",
              access.toGrant().stream()
                  .map(KafkaGrant::command)
                  .collect(Collectors.joining("\n"))));
    }
    return facts;
  }
}
