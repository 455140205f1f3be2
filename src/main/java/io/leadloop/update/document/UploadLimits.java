package io.leadloop.update.document;

import java.time.Duration;

/**
 * What a form may hold.
 *
 * @param mostFields how many parts
 * @param longestField in bytes; -1 if {@code fieldBytes} is the limit
 * @param fieldBytes all that is not the file
 * @param heldBytes of the whole form, beyond which the file is stored as it arrives
 * @param timeout until then
 */
record UploadLimits(
    int mostFields, long longestField, long fieldBytes, long heldBytes, Duration timeout) {
  private static final int LONGEST_FIELD_OF_DOCUMENT = 8 * 1024;
  private static final int MOST_FIELDS_OF_DOCUMENT = 16;
  private static final int MOST_FIELDS = 1_000;

  /** Of a document alone, which is stored from its first byte. */
  static UploadLimits ofDocument(Duration timeout) {
    return new UploadLimits(
        MOST_FIELDS_OF_DOCUMENT, LONGEST_FIELD_OF_DOCUMENT, Long.MAX_VALUE, 0, timeout);
  }

  /** Of a form with fields, which is held in memory up to this length. */
  static UploadLimits ofForm(long maxBytes, Duration timeout) {
    return new UploadLimits(MOST_FIELDS, -1, maxBytes, maxBytes, timeout);
  }
}
