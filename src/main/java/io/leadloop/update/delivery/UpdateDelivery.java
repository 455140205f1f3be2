package io.leadloop.update.delivery;

import io.leadloop.customer.OpleadAccounts;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.OpleadClient;
import io.leadloop.oplead.OpleadDocument;
import io.leadloop.oplead.OpleadReply;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.oplead.status.StatusCode;
import io.leadloop.update.document.DocumentChunks;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** One attempt at a document or a status: opens what is sealed, piece by piece, and asks Oplead. */
@ApplicationScoped
class UpdateDelivery {
  /** Before it is sent: Oplead's callback may come before its answer. */
  private static final String AWAIT = "update lead set awaited_status = $2 where id = $1";

  private final OpleadClient oplead;
  private final OpleadAccounts accounts;
  private final DocumentChunks pieces;
  private final Pool pool;

  UpdateDelivery(OpleadClient oplead, OpleadAccounts accounts, DocumentChunks pieces, Pool pool) {
    this.oplead = oplead;
    this.accounts = accounts;
    this.pieces = pieces;
    this.pool = pool;
  }

  Uni<OpleadReply> attempt(ClaimedUpdate update) {
    OpleadAccount account = accounts.of(update.account());
    return update.document() == null
        ? setStatus(account, update)
        : oplead.addDocument(account, update.opleadId(), document(update));
  }

  private Uni<OpleadReply> setStatus(OpleadAccount account, ClaimedUpdate update) {
    return pool.preparedQuery(AWAIT)
        .execute(Tuple.of(update.lead().value(), update.statusCode()))
        .chain(
            () ->
                oplead.setStatus(
                    account, update.opleadId(), StatusCode.ofWireName(update.statusCode())));
  }

  private OpleadDocument document(ClaimedUpdate update) {
    ClaimedUpdate.Document document = update.document();
    return new OpleadDocument(
        pieces.openName(update.id(), document.sealedName()),
        document.mediaType(),
        document.bytes(),
        document.pieces(),
        number -> pieces.read(update.id(), number));
  }
}
