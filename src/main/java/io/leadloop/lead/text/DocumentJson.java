package io.leadloop.lead.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;

/**
 * The parser configuration for lead documents, shared so that every accepted document stays
 * readable. The body size limits names and texts.
 */
public final class DocumentJson {
  /** The maximum that can be configured for the nesting of a submission. */
  private static final int DEEPEST = 1_000;

  /** The maximum digits of a number. */
  public static final int LONGEST_NUMBER = 1_000;

  private DocumentJson() {}

  /** For accepted documents. */
  public static JsonFactory factory() {
    return factory(DEEPEST);
  }

  /**
   * For submitted documents.
   *
   * @param maxNesting the maximum depth of objects and arrays
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
