package io.leadloop.admin;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.lead.LeadFilter;
import io.leadloop.lead.LeadParameters;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The raw query parameters that filter an administrator's lists of leads; null when absent. */
public class AdminLeadParameters extends LeadParameters {
  @RestQuery public String provider;

  /** {@code true} for leads that wait for another attempt. */
  @RestQuery public String retrying;

  /** {@code true} for leads whose feedback is overdue. */
  @RestQuery public String overdue;

  /** The provider's slug; fails with {@code invalid-request}, as does {@link #filter}. */
  public Optional<String> slug() {
    return Optional.ofNullable(provider).map(slug -> SlugParameter.of("provider", slug));
  }

  public LeadFilter filter() {
    return LeadFilter.parse(this).with(flag("/retrying", retrying), flag("/overdue", overdue));
  }

  private static boolean flag(String pointer, String text) {
    if (text == null || text.equals("false")) {
      return false;
    } else if (text.equals("true")) {
      return true;
    }
    throw ProblemException.rejected(
        ErrorCode.INVALID_REQUEST, List.of(new FieldError(pointer, "must be true or false")));
  }
}
