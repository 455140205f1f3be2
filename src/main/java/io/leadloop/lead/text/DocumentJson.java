package io.leadloop.lead.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The one configuration of parsers that read leads' documents: what one of them accepts, every
 * later one reads. The limits of a body are enough for names and texts.
 */
public final class DocumentJson {
  /** The deepest nesting that can be configured for a submission. */
  private static final int DEEPEST = 1_000;

  /** How many digits a number may have. */
  public static final int LONGEST_NUMBER = 1_000;

  private DocumentJson() {}

  /** For documents that were accepted. */
  public static JsonFactory factory() {
    return factory(DEEPEST);
  }

  /**
   * For documents that are handed in.
   *
   * @param maxNesting how deep objects and arrays may be nested
   */
  public static JsonFactory factory(int maxNesting) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxNesting)
                .maxNumberLength(LONGEST_NUMBER)
                .maxNameLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .build())
        .build();
  }
}
