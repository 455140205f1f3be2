package io.leadloop.customer;

import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.OpleadAccount;
import io.leadloop.oplead.profile.OpleadConfig;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Opens what is kept of a customer into an account that Oplead can be called with. */
@ApplicationScoped
public class OpleadAccounts {
  /** The columns that {@link #kept} reads. */
  public static final String KEPT =
      "customer_id, slug, oplead_base_url, oplead_token, token_header, token_scheme,"
          + " token_query_parameter, provider_fields";

  /** The same, of the customer {@code c}. */
  public static final String COLUMNS =
      "c.id as customer_id, c.slug, c.oplead_base_url, c.oplead_token, c.token_header,"
          + " c.token_scheme, c.token_query_parameter, c.provider_fields";

  private final Customers customers;
  private final URI defaultBaseUrl;

  OpleadAccounts(Customers customers, OpleadConfig config) {
    this.customers = customers;
    this.defaultBaseUrl = config.baseUrl();
  }

  public OpleadAccount of(KeptAccount account) {
    return new OpleadAccount(
        account.baseUrl().orElse(defaultBaseUrl),
        customers.openToken(account.customer(), account.sealedToken()),
        account.wire());
  }

  /** The account in a row that has the {@link #COLUMNS}. */
  public static KeptAccount kept(Row row) {
    return new KeptAccount(
        new CustomerId(row.getUUID("customer_id")),
        row.getString("slug"),
        Optional.ofNullable(row.getString("oplead_base_url")).map(URI::create),
        row.getBuffer("oplead_token").getBytes(),
        AccountWire.of(
            row.getString("token_header"),
            row.getString("token_scheme"),
            row.getString("token_query_parameter"),
            row.getString("provider_fields")));
  }
}
