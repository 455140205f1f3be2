package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Searches everything that gateways leave behind for what should be nowhere. */
public final class Traces {
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, String> searched = new TreeMap<>();

  /** Adds a text, as an ISO 8859-1 reading of whatever bytes it is made of. */
  public void add(String where, String text) {
    searched.put(where, text);
  }

  /** Adds each file below the directory. */
  public void addFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.filter(Files::isRegularFile).forEach(file -> add(file.toString(), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds each record of each topic, committed or not; keys, headers and values. */
  public void addTopics(Map<String, Object> login) throws Exception {
    try (Admin admin = Admin.create(login);
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(login, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      var topics = admin.listTopics(new ListTopicsOptions().listInternal(true)).names().get();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (topic, description) ->
                  description
                      .partitions()
                      .forEach(p -> partitions.add(new TopicPartition(topic, p.partition()))));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> add(place(record), text(record)));
      }
    }
  }

  /** Where each of the words is, in clear or encoded as bytes are usually written. */
  public List<String> find(Map<String, String> words) {
    List<String> found = new ArrayList<>();
    words.forEach(
        (name, word) ->
            searched.forEach(
                (where, text) -> {
                  if (writings(word).anyMatch(text::contains)) {
                    found.add(name + " in " + where);
                  }
                }));
    return found;
  }

  /** How many places were searched that have this in their names. */
  public long places(String part) {
    return searched.keySet().stream().filter(where -> where.contains(part)).count();
  }

  private static Stream<String> writings(String word) {
    byte[] bytes = word.getBytes(UTF_8);
    String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
    return Stream.of(
        new String(bytes, ISO_8859_1),
        HexFormat.of().formatHex(bytes),
        // Without the last characters, which depend on what follows.
        base64.substring(0, base64.length() - 2));
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return "topic %s/%d/%d".formatted(record.topic(), record.partition(), record.offset());
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
    record.headers().forEach(header -> text.append(header.key()).append(text(header.value())));
    return text.toString();
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, ISO_8859_1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      // PostgreSQL takes files away while one looks.
      return "";
    }
  }
}
