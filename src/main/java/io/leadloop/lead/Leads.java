package io.leadloop.lead;

import static java.util.stream.Collectors.toMap;

import io.leadloop.provider.ProviderId;
import io.leadloop.vault.Vault;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds leads for their provider, and seals and opens their documents. */
@ApplicationScoped
public class Leads {
  private final LeadRepository leads;
  private final Vault vault;

  Leads(LeadRepository leads, Vault vault) {
    this.leads = leads;
    this.vault = vault;
  }

  /** The provider's lead of that id; another provider's lead is not found. */
  @WithSession
  public Uni<Optional<Lead>> find(ProviderId provider, LeadId id) {
    return leads.find(provider, id).map(Optional::ofNullable);
  }

  /**
   * The provider's leads of those references, by reference; those that are not there are missing.
   */
  @WithSession
  public Uni<Map<String, Lead>> findByReferences(
      ProviderId provider, Collection<String> references) {
    return leads
        .findByReferences(provider, references)
        .map(
            found ->
                found.stream()
                    .collect(toMap(lead -> lead.reference().orElseThrow(), lead -> lead)));
  }

  /** The provider's leads that pass the filter, newest first, at most as many as the limit. */
  @WithSession
  public Uni<List<Lead>> list(ProviderId provider, LeadFilter filter, int limit) {
    return leads.list(provider, filter, limit);
  }

  /** The lead's JSON document, for its row. */
  public byte[] sealDocument(LeadId id, byte[] document) {
    return vault.seal(document, documentOwner(id));
  }

  /** The lead's JSON document, from its row. */
  public byte[] openDocument(LeadId id, byte[] sealed) {
    return vault.open(sealed, documentOwner(id));
  }

  /**
   * What a customer's Oplead said of the lead, which may repeat what the lead says, for its row.
   */
  public byte[] sealAnswer(LeadId id, String answer) {
    return vault.seal(answer.getBytes(StandardCharsets.UTF_8), answerOwner(id));
  }

  /** What Oplead said of the lead last, from its row. */
  public String openAnswer(LeadId id, byte[] sealed) {
    return new String(vault.open(sealed, answerOwner(id)), StandardCharsets.UTF_8);
  }

  private static String answerOwner(LeadId id) {
    return "answer:" + id;
  }

  private static String documentOwner(LeadId id) {
    return "lead:" + id;
  }
}
