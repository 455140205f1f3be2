package io.leadloop.oplead;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Oplead's words for a status, whose capitals and accents vary from page to page. */
final class StatusMap {
  private final Map<String, StatusCode> codes = new HashMap<>();

  StatusMap(OpleadConfig.Statuses labels) {
    add(StatusCode.NEW, labels.fresh());
    add(StatusCode.IN_PROGRESS, labels.inProgress());
    add(StatusCode.NURSERY, labels.nursery());
    add(StatusCode.APPOINTMENT, labels.appointment());
    add(StatusCode.QUOTE_TO_DO, labels.quoteToDo());
    add(StatusCode.QUOTE_FOLLOW_UP, labels.quoteFollowUp());
    add(StatusCode.WON, labels.won());
    add(StatusCode.LOST, labels.lost());
    add(StatusCode.NO_FOLLOW_UP, labels.noFollowUp());
  }

  StatusCode codeOf(String label) {
    return codes.getOrDefault(normal(label), StatusCode.OTHER);
  }

  private void add(StatusCode code, List<String> labels) {
    labels.forEach(label -> codes.put(normal(label), code));
  }

  /** Letters and digits only, without accents, in lower case. */
  private static String normal(String label) {
    return Normalizer.normalize(label, Normalizer.Form.NFD)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
