import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints a provider's topic, one line for each event, until it is stopped, and goes on from there
 * when it is started again. Java runs it as it stands, with kafka-clients and what that needs,
 * slf4j-api, on the class path:
 *
 * <pre>java -cp kafka-clients.jar:slf4j-api.jar ReadTopic.java [HOST:PORT TOPIC]</pre>
 *
 * KAFKA_BOOTSTRAP_SERVERS and LEADLOOP_TOPIC say the same as the arguments. LEADLOOP_GROUP names
 * the consumer group, whose position the broker keeps; without it the topic is read from its
 * beginning each time. KAFKA_USERNAME, KAFKA_PASSWORD and KAFKA_SECURITY_PROTOCOL are for a broker
 * that asks for them; KAFKA_CA_FILE is a PEM file with the brokers' certificate authority, where it
 * is a private one.
 */
public class ReadTopic {
  /** How many ids are remembered: more than may come again after a fault. */
  private static final int REMEMBERED = 10_000;

  private static final Set<String> seen =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
              return size() > REMEMBERED;
            }
          });

  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR"); // no logging is wanted here
    String topic = topic(args);
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<>(config(args), text, text)) {
      leaveWhenStopped(consumer);
      consumer.subscribe(List.of(topic));
      while (true) {
        var events = consumer.poll(Duration.ofSeconds(1));
        for (var event : events) {
          if (seen.add(header(event, "ce_id"))) {
            work(event);
          }
        }
        if (!events.isEmpty()) {
          consumer.commitSync(); // after the work: a cut one comes again
        }
      }
    } catch (WakeupException stopped) {
      // as asked
    } catch (ApiException refused) {
      throw new IllegalStateException(refused); // Kafka's own has no stack trace to show
    }
  }

  /** Here goes what your side does with an event. */
  private static void work(ConsumerRecord<String, String> event) {
    System.out.println(header(event, "ce_type") + " " + event.value());
  }

  private static Properties config(String[] args) {
    Map<String, String> env = System.getenv();
    Properties config = new Properties();
    config.put(
        "bootstrap.servers", args.length > 0 ? args[0] : env.get("KAFKA_BOOTSTRAP_SERVERS"));
    config.put("group.id", env.getOrDefault("LEADLOOP_GROUP", newGroup(topic(args))));
    config.put("auto.offset.reset", "earliest"); // for a group that has no position yet
    config.put("enable.auto.commit", "false");
    config.put("isolation.level", "read_committed"); // each event once
    if (env.containsKey("KAFKA_USERNAME")) {
      config.put("security.protocol", env.getOrDefault("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));
      config.put("sasl.mechanism", "SCRAM-SHA-512");
      config.put(
          "sasl.jaas.config",
          "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
              .formatted(env.get("KAFKA_USERNAME"), env.get("KAFKA_PASSWORD")));
    }
    if (env.containsKey("KAFKA_CA_FILE")) {
      config.put("ssl.truststore.type", "PEM");
      config.put("ssl.truststore.location", env.get("KAFKA_CA_FILE"));
    }
    return config;
  }

  private static String topic(String[] args) {
    return args.length > 1 ? args[1] : System.getenv("LEADLOOP_TOPIC");
  }

  /** A group that has no position; its name begins as those of the provider's groups have to. */
  private static String newGroup(String topic) {
    String provider = topic.substring(topic.lastIndexOf('.') + 1);
    return provider + ".read-" + System.currentTimeMillis();
  }

  private static String header(ConsumerRecord<String, String> event, String name) {
    return new String(event.headers().lastHeader(name).value(), UTF_8);
  }

  /** Leaves the group on Ctrl-C, so that the next start need not wait until this one is missed. */
  private static void leaveWhenStopped(KafkaConsumer<?, ?> consumer) {
    Thread reader = Thread.currentThread();
    Thread leave =
        new Thread(
            () -> {
              consumer.wakeup();
              try {
                reader.join(10_000);
              } catch (InterruptedException e) {
                // it ends anyway
              }
            });
    Runtime.getRuntime().addShutdownHook(leave);
  }
}
