package io.leadloop.oplead;

import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the code of each of Oplead's labels. Its pages write them with and without capitals,
 * accents and hyphens, so only letters and digits are compared.
 */
@Singleton
public class StatusMap {

  private static final int MAX_LABEL_LENGTH = 100;

  private final Map<String, StatusCode> codes = new HashMap<>();

  /** Fails where a label is given to two codes: the configuration would be ambiguous. */
  public StatusMap(OpleadConfig config) {
    OpleadConfig.Statuses labels = config.statuses();
    learn(StatusCode.NEW, labels.fresh());
    learn(StatusCode.IN_PROGRESS, labels.inProgress());
    learn(StatusCode.NURSERY, labels.nursery());
    learn(StatusCode.APPOINTMENT, labels.appointment());
    learn(StatusCode.QUOTE_TO_DO, labels.quoteToDo());
    learn(StatusCode.QUOTE_FOLLOW_UP, labels.quoteFollowUp());
    learn(StatusCode.WON, labels.won());
    learn(StatusCode.LOST, labels.lost());
    learn(StatusCode.NO_FOLLOW_UP, labels.noFollowUp());
  }

  /** The label's code, or {@link StatusCode#OTHER}. */
  public StatusCode codeOf(String label) {
    return codes.getOrDefault(essence(label), StatusCode.OTHER);
  }

  /** The label as it may be kept and shown: one line of at most 100 characters. */
  static String shown(String label) {
    return OneLine.of(label, MAX_LABEL_LENGTH);
  }

  private void learn(StatusCode code, Optional<List<String>> labels) {
    for (String label : labels.orElse(List.of())) {
      StatusCode known = codes.putIfAbsent(essence(label), code);
      if (known != null && known != code) {
        throw new IllegalArgumentException(
            "leadloop.oplead.statuses gives the label '%s' to both %s and %s"
                .formatted(label, known.wireName(), code.wireName()));
      }
    }
  }

  private static String essence(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
