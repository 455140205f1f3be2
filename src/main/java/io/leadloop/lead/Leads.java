package io.leadloop.lead;

import static java.util.stream.Collectors.toMap;

import io.leadloop.lead.text.LeadValues;
import io.leadloop.provider.ProviderId;
import io.leadloop.store.Batch;
import io.leadloop.store.ColumnReEncryption;
import io.leadloop.vault.SealBrokenException;
import io.leadloop.vault.Vault;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds leads, and seals and opens their documents. */
@ApplicationScoped
public class Leads {
  private static final Logger LOG = Logger.getLogger(Leads.class);

  private static final ColumnReEncryption DOCUMENTS =
      new ColumnReEncryption("lead", "id", "document");
  private static final ColumnReEncryption ANSWERS =
      new ColumnReEncryption("lead_progress", "lead_id", "lead_id", "last_answer");

  private static final String DOCUMENTS_OF =
      "select id, document from lead where id = any($1) and document is not null";

  /** By keys, whatever statistics say; a join might read all leads of the provider. */
  private static final String IDS_OF_REFERENCES =
      """
      select l.id from unnest($2::text[]) as given(reference) cross join lateral (
        select id from lead where provider_id = $1 and reference = given.reference limit 1) l
      """;

  /** An index probe per customer. */
  private static final String OF_OPLEAD =
      """
      select p.lead_id from customer c cross join lateral (
        select lead_id from lead_progress where customer_id = c.id and oplead_id = $1 limit 10) p
      limit 50
      """;

  private final LeadRepository leads;
  private final LeadPages pages;
  private final Vault vault;
  private final Pool pool;

  Leads(LeadRepository leads, LeadPages pages, Vault vault, Pool pool) {
    this.leads = leads;
    this.pages = pages;
    this.vault = vault;
    this.pool = pool;
  }

  /** Finds a lead by id; another provider's lead is not found. */
  @WithSession
  public Uni<Optional<Lead>> find(ProviderId provider, LeadId id) {
    return leads.find(provider, id).map(Optional::ofNullable);
  }

  /** Finds the provider's leads by reference; unknown references are missing from the map. */
  public Uni<Map<String, Lead>> findByReferences(
      ProviderId provider, Collection<String> references) {
    return pool.preparedQuery(IDS_OF_REFERENCES)
        .execute(Tuple.of(provider.value(), references.toArray(String[]::new)))
        .map(rows -> Batch.list(rows, row -> row.getUUID("id")))
        .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.<Lead>of()) : inSession(ids))
        .map(
            found ->
                found.stream()
                    .collect(toMap(lead -> lead.reference().orElseThrow(), lead -> lead)));
  }

  /** Finds the leads that Oplead knows by this id, with their providers; ids are per customer. */
  public Uni<List<Lead>> findByOpleadId(String opleadId) {
    return pool.preparedQuery(OF_OPLEAD)
        .execute(Tuple.of(opleadId))
        .map(rows -> Batch.list(rows, row -> row.getUUID("lead_id")))
        .chain(
            ids ->
                ids.isEmpty()
                    ? Uni.createFrom().item(List.<Lead>of())
                    : Panache.withSession(() -> leads.findAllByIds(ids)));
  }

  /** Opened now: a session that waits for another connection may wait for as many like it. */
  private Uni<List<Lead>> inSession(List<UUID> ids) {
    return Panache.withSession(() -> leads.findByIds(ids));
  }

  /** Lists the provider's leads that match the filter, newest first. */
  public Uni<LeadPage> list(ProviderId provider, LeadFilter filter, int limit) {
    return pages.read(LeadQuery.ofProvider(provider.value(), filter), limit);
  }

  /** Finds a lead of any provider, with its provider, for administrators. */
  @WithSession
  public Uni<Optional<Lead>> find(LeadId id) {
    return leads.find(id).map(Optional::ofNullable);
  }

  /**
   * Lists the leads that match the filter, newest first, for administrators.
   *
   * @param provider the provider's slug; empty for all providers
   */
  public Uni<LeadPage> listAll(Optional<String> provider, LeadFilter filter, int limit) {
    return pages.read(LeadQuery.ofAnyProvider(provider, filter), limit);
  }

  /**
   * Finds the leads that match the filter and are in one of these states, oldest first, to change
   * them. Each may be in another state by then.
   *
   * @param provider the provider's slug; empty for all providers
   */
  public Uni<LeadIds> idsInStates(
      Optional<String> provider, LeadFilter filter, Set<LeadState> states, int limit) {
    return pages.ids(LeadQuery.oldestFirst(provider, filter, states), limit);
  }

  /** Seals the lead's JSON document for storage. */
  public byte[] sealDocument(LeadId id, byte[] document) {
    return vault.seal(document, documentOwner(id));
  }

  /** Opens the lead's stored JSON document. */
  public byte[] openDocument(LeadId id, byte[] sealed) {
    return vault.open(sealed, documentOwner(id));
  }

  /**
   * Reads the values of the leads' documents; erased leads and unreadable documents are missing.
   *
   * @param client the pool, or the caller's transaction
   */
  public Uni<Map<LeadId, LeadValues>> values(SqlClient client, Collection<LeadId> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : client
            .preparedQuery(DOCUMENTS_OF)
            .execute(Batch.of(ids).uuids(LeadId::value).tuple())
            .map(rows -> Batch.list(rows, this::values))
            .map(all -> all.stream().flatMap(Optional::stream))
            .map(all -> all.collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private Optional<Map.Entry<LeadId, LeadValues>> values(Row row) {
    LeadId id = new LeadId(row.getUUID("id"));
    try {
      byte[] document = openDocument(id, row.getBuffer("document").getBytes());
      return LeadValues.of(document).map(values -> Map.entry(id, values));
    } catch (SealBrokenException e) {
      return Optional.empty();
    }
  }

  /**
   * Oplead's answer for the lead's row, sealed since it may repeat personal data of the lead. Empty
   * where sealing fails, which costs the answer's text and not the outcome.
   */
  public Optional<byte[]> sealAnswer(LeadId id, String answer) {
    try {
      return Optional.of(vault.seal(answer.getBytes(StandardCharsets.UTF_8), answerOwner(id)));
    } catch (RuntimeException | StackOverflowError broken) {
      LOG.errorf("an answer could not be sealed lead=%s cause=%s", id, broken.getClass().getName());
      return Optional.empty();
    }
  }

  /** Opens Oplead's last answer. */
  public String openAnswer(LeadId id, byte[] sealed) {
    return new String(vault.open(sealed, answerOwner(id)), StandardCharsets.UTF_8);
  }

  /**
   * Re-encrypts the next documents with the keyset's primary key; see {@link ColumnReEncryption}.
   */
  public Uni<ColumnReEncryption.Step> resealDocuments(Optional<UUID> after, int limit) {
    return DOCUMENTS.step(
        pool,
        after,
        limit,
        (id, document) -> vault.reEncrypt(document, documentOwner(new LeadId(id))));
  }

  /** Re-encrypts the next answers. */
  public Uni<ColumnReEncryption.Step> resealAnswers(Optional<UUID> after, int limit) {
    return ANSWERS.step(
        pool, after, limit, (id, answer) -> vault.reEncrypt(answer, answerOwner(new LeadId(id))));
  }

  private static String answerOwner(LeadId id) {
    return "answer:" + id;
  }

  private static String documentOwner(LeadId id) {
    return "lead:" + id;
  }
}
