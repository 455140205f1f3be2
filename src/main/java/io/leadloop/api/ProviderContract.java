package io.leadloop.api;

import io.leadloop.kafka.ProviderBrokers;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a provider needs to integrate, in its own names and without a secret. */
@Singleton
public class ProviderContract {
  private final Providers providers;
  private final EventContract events;
  private final ProviderBrokers brokers;
  private final String gateway;

  ProviderContract(
      Providers providers,
      EventContract events,
      ProviderBrokers brokers,
      @ConfigProperty(name = "leadloop.public-url") URI publicUrl) {
    this.providers = providers;
    this.events = events;
    this.brokers = brokers;
    this.gateway = publicUrl.toString().replaceAll("/+$", "");
  }

  /**
   * @param key the caller's, masked
   */
  public Uni<ProviderView> of(Provider provider, String key) {
    return providers
        .customers(provider.id())
        .map(
            customers ->
                new ProviderView(
                    provider.slug(), provider.name(), key, customers, kafka(provider)));
  }

  /** The AsyncAPI document of the provider's topic. */
  public String asyncApi(Provider provider) {
    return events.asyncApi(kafka(provider));
  }

  /** The gateway's public address, without a slash at its end. */
  public String gateway() {
    return gateway;
  }

  public List<String> eventTypes() {
    return events.types();
  }

  /** A command that posts a lead to the first of its customers. */
  public String sampleLead(ProviderView me) {
    String customer = me.customers().stream().findFirst().orElse("CUSTOMER");
    return """
    curl -X POST %s/v1/leads \\
      -H "Authorization: Bearer $LEADLOOP_PROVIDER_KEY" \\
      -H "Content-Type: application/json" \\
      -d '{"customer": "%s", "reference": "first-lead",
           "lead": {"lastname": "Test", "email": "test@example.com"}}'\
    """
        .formatted(gateway, customer);
  }

  /** A command that reads the first events. */
  public String sampleFeed() {
    return "curl -H \"Authorization: Bearer $LEADLOOP_PROVIDER_KEY\" %s/v1/events?limit=50"
        .formatted(gateway);
  }

  /**
   * The settings of a Kafka consumer of its topic.
   *
   * @param user its account at Kafka
   */
  public String sampleConsumer(ProviderView me, String user) {
    String login =
        brokers.securityProtocol().startsWith("SASL_")
            ? """

            sasl.mechanism=SCRAM-SHA-512
            sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
              username="%s" password="…";\
            """
                .formatted(user)
            : "";
    String trust =
        me.kafka().certificateAuthority().isPresent()
            ? """

            # ca.pem: kafka.certificate_authority of GET /v1/me
            ssl.truststore.type=PEM
            ssl.truststore.location=ca.pem"""
            : "";
    return """
        # topic: %s
        bootstrap.servers=%s
        security.protocol=%s
        group.id=%sapp
        isolation.level=read_committed%s%s"""
        .formatted(
            me.kafka().topic(),
            brokers.servers(),
            brokers.securityProtocol(),
            me.kafka().groupPrefix(),
            trust,
            login);
  }

  private ProviderView.Kafka kafka(Provider provider) {
    return new ProviderView.Kafka(
        brokers.servers(),
        brokers.securityProtocol(),
        brokers.authority(),
        provider.topic(),
        provider.groupPrefix());
  }
}
