package io.leadloop.oplead.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The file that {@code leadloop.oplead.profile} names: a path, or an address that begins with
 * {@code https:} or {@code file:}. Without encryption somebody on the way could choose where tokens
 * travel.
 */
final class ProfileFile {
  private static final Pattern ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]+:.*");
  private static final int MOST_BYTES = 1 << 20;
  private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private final String location;

  ProfileFile(String location) {
    this.location = location.strip();
  }

  /**
   * @throws InvalidProfileException when it cannot be read
   */
  String text() {
    try (InputStream file = open()) {
      byte[] bytes = file.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unreadable("it has more than 1 MiB");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw unreadable("it does not exist");
    } catch (CharacterCodingException e) {
      throw unreadable("it is not UTF-8");
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e.getClass().getSimpleName());
    }
  }

  private InputStream open() throws IOException {
    String scheme = location.toLowerCase(Locale.ROOT);
    if (scheme.startsWith("https:")) {
      URLConnection connection = URI.create(location).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return connection.getInputStream();
    } else if (scheme.startsWith("file:")) {
      return Files.newInputStream(Path.of(URI.create(location)));
    } else if (ADDRESS.matcher(scheme).matches()) {
      throw unreadable("an address must begin with https: or file:");
    }
    return Files.newInputStream(Path.of(location));
  }

  private static InvalidProfileException unreadable(String why) {
    return new InvalidProfileException("the file cannot be read: %s.".formatted(why));
  }
}
