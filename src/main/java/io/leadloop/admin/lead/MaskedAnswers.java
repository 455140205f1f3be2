package io.leadloop.admin.lead;

import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.text.LeadValues;
import io.leadloop.lead.text.ValueMask;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Oplead's last error responses with the values of their leads masked. */
@Singleton
public class MaskedAnswers {
  private final Leads leads;
  private final Pool pool;

  MaskedAnswers(Leads leads, Pool pool) {
    this.leads = leads;
    this.pool = pool;
  }

  /** Those of leads that have one which can be masked. */
  public Uni<Map<LeadId, String>> of(Collection<Lead> some) {
    List<Lead> answered = some.stream().filter(lead -> lead.lastAnswer().isPresent()).toList();
    return answered.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : leads
            .values(pool, answered.stream().map(Lead::id).toList())
            .map(values -> masked(answered, values));
  }

  private Map<LeadId, String> masked(List<Lead> answered, Map<LeadId, LeadValues> values) {
    Map<LeadId, String> answers = new HashMap<>();
    for (Lead lead : answered) {
      LeadValues known = values.get(lead.id());
      if (known != null) {
        ValueMask.mask(leads.openAnswer(lead.id(), lead.lastAnswer().orElseThrow()), known)
            .ifPresent(text -> answers.put(lead.id(), text));
      }
    }
    return answers;
  }
}
