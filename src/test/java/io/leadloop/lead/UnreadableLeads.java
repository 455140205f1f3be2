package io.leadloop.lead;

import io.leadloop.provider.ProviderId;
import io.leadloop.vault.Vault;
import io.smallrye.mutiny.Uni;
import java.net.ConnectException;
import java.util.Collection;
import java.util.Map;

/** Leads that can be stored and not be found by their references, as if the connection broke. */
public class UnreadableLeads extends Leads {
  public UnreadableLeads(Vault vault) {
    super(null, null, vault, null);
  }

  @Override
  public Uni<Map<String, Lead>> findByReferences(
      ProviderId provider, Collection<String> references) {
    return Uni.createFrom().failure(new ConnectException("away"));
  }
}
