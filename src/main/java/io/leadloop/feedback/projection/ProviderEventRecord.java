package io.leadloop.feedback.projection;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.leadloop.provider.Provider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Puts an event into the form that its provider reads: CloudEvents 1.0, Kafka binary mode. */
public final class ProviderEventRecord {
  private ProviderEventRecord() {}

  public static ProducerRecord<String, byte[]> record(NewEvent event) {
    CloudEvent cloudEvent =
        CloudEventBuilder.v1()
            .withId(event.id().toString())
            .withType(event.type())
            .withSource(URI.create(event.source()))
            .withSubject(event.leadId().toString())
            .withTime(event.time().atOffset(ZoneOffset.UTC))
            .withExtension("sequence", event.sequence())
            .withData("application/json", event.data().getBytes(StandardCharsets.UTF_8))
            .build();
    String topic = Provider.topicOf(event.providerSlug());
    return KafkaMessageFactory.createWriter(topic, null, null, event.leadId().toString())
        .writeBinary(cloudEvent);
  }
}
