import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints a provider's topic from its beginning and follows it until it is interrupted. Java runs it
 * as it stands, with two jars on the class path: kafka-clients and slf4j-api.
 *
 * <pre>java -cp kafka-clients.jar:slf4j-api.jar ReadTopic.java HOST:PORT TOPIC</pre>
 */
public class ReadTopic {
  public static void main(String[] args) {
    System.setProperty("slf4j.internal.verbosity", "ERROR"); // no logging is wanted here
    Properties config = new Properties();
    config.put("bootstrap.servers", args[0]);
    config.put("group.id", "read-topic-" + System.currentTimeMillis());
    config.put("auto.offset.reset", "earliest");
    config.put("enable.auto.commit", "false");
    config.put("isolation.level", "read_committed"); // each event once
    var text = new StringDeserializer();
    try (var consumer = new KafkaConsumer<String, String>(config, text, text)) {
      consumer.subscribe(List.of(args[1]));
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(ReadTopic::print);
      }
    }
  }

  private static void print(ConsumerRecord<String, String> event) {
    String type = new String(event.headers().lastHeader("ce_type").value(), UTF_8);
    System.out.println(type + " " + event.value());
  }
}
