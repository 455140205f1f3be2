package io.leadloop.admin.lead;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.leadloop.update.DocumentKind;
import io.leadloop.update.UpdateState;
import io.leadloop.update.request.UpdateLine;
import java.util.function.UnaryOperator;

/**
 * A document or a status that the provider gave, and how far it is on its way to Oplead.
 *
 * @param status the code of a requested status
 * @param document the kind of a document
 * @param bytes the document's length
 * @param name the document's file name, masked; absent once Oplead has it
 * @param lastError why it was not delivered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TimelineUpdate(
    UpdateState state,
    int attempts,
    String status,
    DocumentKind document,
    String mediaType,
    Long bytes,
    String name,
    String lastError) {

  static TimelineUpdate of(UpdateLine line, UnaryOperator<String> masking) {
    UpdateLine.Document document = line.document().orElse(null);
    return new TimelineUpdate(
        line.state(),
        line.attempts(),
        line.statusCode().orElse(null),
        document == null ? null : document.kind(),
        document == null ? null : document.mediaType(),
        document == null ? null : document.bytes(),
        document == null ? null : document.name().map(masking).orElse(null),
        line.lastError().orElse(null));
  }
}
