package io.leadloop.console.bulk;

import io.leadloop.bulk.BulkAction;
import io.leadloop.bulk.BulkFilter;
import io.leadloop.bulk.BulkOperation;
import io.leadloop.page.template.Tone;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How operations look in templates, and which messages of {@link BulkMessages} are their words. */
@TemplateExtension
final class OperationWords {
  private OperationWords() {}

  static Tone tone(BulkOperation operation) {
    return switch (operation.state()) {
      case RUNNING -> Tone.ACTIVE;
      case DONE -> Tone.GOOD;
      case CANCELLED -> Tone.STOPPED;
    };
  }

  static String word(BulkOperation operation) {
    return "state_" + operation.state().wireName();
  }

  static String word(BulkAction action) {
    return "action_" + action.wireName();
  }

  /** The message of the button that starts it, for several leads. */
  static String start(BulkAction action) {
    return "start_" + action.wireName();
  }

  /** Changes whenever the page would. */
  static String version(BulkOperation operation) {
    return "%s-%d-%d"
        .formatted(operation.state().wireName(), operation.done(), operation.skipped());
  }

  /** Its conditions, as in the administrator API. */
  static String conditions(BulkFilter filter) {
    return Stream.of(
            condition("provider", filter.provider()),
            condition("customer", filter.customer()),
            condition("state", filter.state()),
            condition("status", filter.status()),
            condition("reference", filter.reference()),
            condition("created_after", filter.createdAfter()),
            condition("updated_after", filter.updatedAfter()))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
  }

  /** Of so many seconds. */
  static Duration duration(Long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static String condition(String name, String value) {
    return value == null ? null : name + " = " + value;
  }
}
