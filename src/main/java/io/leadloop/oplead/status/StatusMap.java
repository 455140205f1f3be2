package io.leadloop.oplead.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leadloop.oplead.profile.CallbackProfile;
import io.leadloop.oplead.profile.InvalidProfileException;
import io.leadloop.oplead.text.OneLine;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Maps Oplead's labels to status codes. Only letters and digits are compared, since Oplead's pages
 * vary case, accents and hyphens.
 */
@Singleton
public class StatusMap implements LabelCodes {

  private static final int MAX_LABEL_LENGTH = 100;

  private static final int VERSION_DIGITS = 8;

  private final Map<String, StatusCode> codes = new TreeMap<>();
  private final Map<StatusCode, String> names = new EnumMap<>(StatusCode.class);
  private final String version;

  /**
   * @throws InvalidProfileException if a label is mapped to two codes
   */
  public StatusMap(CallbackProfile profile) {
    for (StatusCode code : StatusCode.values()) {
      learn(code, profile.labels().getOrDefault(code.wireName(), List.of()));
    }
    version = digest(codes.toString());
  }

  /** A hash of the table, as 8 hex digits. */
  @Override
  public String version() {
    return version;
  }

  @Override
  public StatusCode codeOf(String label) {
    return codes.getOrDefault(essence(label), StatusCode.OTHER);
  }

  /** Oplead's label of the status: its first one; empty if it has none. */
  public Optional<String> labelOf(StatusCode code) {
    return Optional.ofNullable(names.get(code));
  }

  /** The label for storage and display: one line of at most 100 characters. */
  public static String shown(String label) {
    return OneLine.of(Normalizer.normalize(label, Normalizer.Form.NFC), MAX_LABEL_LENGTH);
  }

  private void learn(StatusCode code, List<String> labels) {
    for (String label : labels) {
      names.putIfAbsent(code, label);
      StatusCode known = codes.putIfAbsent(essence(label), code);
      if (known != null && known != code) {
        throw new InvalidProfileException(
            "callbacks.labels maps the label '%s' to both %s and %s."
                .formatted(label, known.wireName(), code.wireName()));
      }
    }
  }

  static String digest(String table) {
    try {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(table.getBytes(UTF_8));
      return HexFormat.of().formatHex(sha256).substring(0, VERSION_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What of a label is compared: its letters and digits, without case and accents. */
  public static String essence(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFKD)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
