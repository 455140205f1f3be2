package io.leadloop.admin;

import io.leadloop.access.audit.Audit;
import io.leadloop.customer.Customers;
import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.feedback.CallbackBodies;
import io.leadloop.lead.Leads;
import io.leadloop.provider.KafkaPasswords;
import io.leadloop.push.endpoint.EndpointSecrets;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.update.document.DocumentChunks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Re-encrypts in steps all values sealed with older keys: tokens, the key of their fingerprints,
 * lead documents, Oplead's responses, callbacks, pending files, Kafka passwords and the secrets of
 * endpoints. The caller keeps the cursor, so a run may stop anywhere and be repeated.
 */
@ApplicationScoped
class ReEncryption {
  private final List<Part> parts;
  private final Audit audit;

  ReEncryption(
      Customers customers,
      Leads leads,
      CallbackBodies callbacks,
      DocumentChunks files,
      KafkaPasswords kafkaPasswords,
      EndpointSecrets endpointSecrets,
      Audit audit) {
    this.parts =
        List.of(
            new Part("tokens", customers::resealTokens),
            new Part("fingerprint-key", customers::resealFingerprintKey),
            new Part("documents", leads::resealDocuments),
            new Part("answers", leads::resealAnswers),
            new Part("callbacks", callbacks::reEncrypt),
            new Part("file-names", files::resealNames),
            new Part("files", files::resealPieces),
            new Part("kafka-passwords", kafkaPasswords::reEncrypt),
            new Part("push-secrets", endpointSecrets::reEncrypt),
            new Part("push-previous-secrets", endpointSecrets::reEncryptPrevious));
    this.audit = audit;
  }

  /**
   * Processes the next rows.
   *
   * @param cursor where the last step ended; empty starts a run, which is audited
   * @param limit maximum rows to scan
   */
  Uni<ReEncrypted> step(Optional<String> cursor, int limit) {
    Position position = cursor.map(this::position).orElseGet(() -> new Position(0, null));
    return begin(cursor)
        .chain(
            () -> parts.get(position.part()).step.next(Optional.ofNullable(position.last()), limit))
        .map(step -> new ReEncrypted(step.rewritten(), after(position.part(), step)));
  }

  private Uni<Void> begin(Optional<String> cursor) {
    return cursor.isPresent()
        ? Uni.createFrom().voidItem()
        : audit.record("vault.reseal", "vault", null, null);
  }

  /** Null after the last part. */
  private String after(int part, ColumnReEncryption.Step step) {
    if (step.last().isPresent()) {
      return parts.get(part).name + ":" + step.last().get();
    }
    return part + 1 < parts.size() ? parts.get(part + 1).name : null;
  }

  private Position position(String cursor) {
    String[] pieces = cursor.split(":", 2);
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).name.equals(pieces[0])) {
        return new Position(i, pieces.length == 1 ? null : id(pieces[1]));
      }
    }
    throw invalidCursor();
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw invalidCursor();
    }
  }

  private static ProblemException invalidCursor() {
    return ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError("/after", "is not a valid cursor")));
  }

  /** One column of sealed values. */
  private record Part(String name, StepOf step) {}

  private interface StepOf {
    Uni<ColumnReEncryption.Step> next(Optional<UUID> after, int limit);
  }

  /**
   * @param last the last processed row of the part; null at its beginning
   */
  private record Position(int part, UUID last) {}
}
