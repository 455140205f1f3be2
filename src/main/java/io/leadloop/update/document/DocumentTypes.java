package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import jakarta.inject.Singleton;
import org.apache.tika.Tika;

/** Recognises documents by their content, as Apache Tika does, and refuses other content. */
@Singleton
class DocumentTypes {
  private final Tika tika = new Tika();

  /**
   * @param start the first bytes of the file, 64 KiB or all there are
   * @throws ProblemException {@code unsupported-media-type} for content of another type, {@code
   *     invalid-document} for content that does not match the name
   */
  DocumentType recognise(byte[] start, String fileName) {
    String detected = tika.detect(start);
    DocumentType type =
        DocumentType.ofDetected(detected)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "The file's content is %s; a document is %s."
                            .formatted(detected, DocumentType.ALL)));
    if (!type.agreesWith(fileName)) {
      throw new ProblemException(
          ErrorCode.INVALID_DOCUMENT,
          "The file's content is %s, which does not match the extension of its name."
              .formatted(type.mediaType("")));
    }
    return type;
  }
}
