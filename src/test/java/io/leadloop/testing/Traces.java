package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Searches everything that gateways store or log for data that must not be there. */
public final class Traces {
  private static final Duration POLL = Duration.ofMillis(500);

  /** Files are searched so much at a time. */
  private static final int CHUNK = 1024 * 1024;

  /** No writing of a word is longer. */
  private static final int LONGEST = 1024;

  /** Most of what servers allocate in advance, for indexes and logs, and no place of a word. */
  private static final byte[] ZEROS = new byte[LONGEST + CHUNK];

  private final Map<String, String> searched = new TreeMap<>();
  private final Set<Path> files = new TreeSet<>();

  /** Adds a text, its bytes decoded as ISO 8859-1. */
  public void add(String where, String text) {
    searched.put(where, text);
  }

  /** Adds each file below the directory, as it is when it is searched. */
  public void addFiles(Path directory) {
    try (Stream<Path> below = Files.walk(directory)) {
      below.filter(Files::isRegularFile).forEach(files::add);
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

  /** The places of each word, in clear text or in usual encodings. */
  public List<String> find(Map<String, String> words) {
    WordSearch search = new WordSearch(words);
    Set<String> found = new TreeSet<>();
    searched.forEach(
        (where, text) -> {
          byte[] bytes = text.getBytes(ISO_8859_1);
          search.find(bytes, bytes.length, name -> found.add(name + " in " + where));
        });
    byte[] buffer = new byte[LONGEST + CHUNK];
    files.forEach(file -> find(search, file, buffer, found));
    return List.copyOf(found);
  }

  /** Chunk by chunk, each with the end of the one before it. */
  private static void find(WordSearch search, Path file, byte[] bytes, Set<String> found) {
    try (InputStream in = Files.newInputStream(file)) {
      int kept = 0;
      for (int read = in.readNBytes(bytes, 0, CHUNK);
          read > 0;
          read = in.readNBytes(bytes, kept, CHUNK)) {
        int length = kept + read;
        if (!Arrays.equals(bytes, 0, length, ZEROS, 0, length)) {
          search.find(bytes, length, name -> found.add(name + " in " + file));
        }
        kept = Math.min(LONGEST, length);
        System.arraycopy(bytes, length - kept, bytes, 0, kept);
      }
    } catch (NoSuchFileException gone) {
      // PostgreSQL may delete files concurrently.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of searched places with this in their names. */
  public long places(String part) {
    return Stream.concat(searched.keySet().stream(), files.stream().map(Path::toString))
        .filter(where -> where.contains(part))
        .count();
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
}
