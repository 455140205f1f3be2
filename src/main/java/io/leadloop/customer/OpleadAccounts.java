package io.leadloop.customer;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.ProblemException;
import io.leadloop.oplead.AccountWire;
import io.leadloop.oplead.AccountWire.FormImport;
import io.leadloop.oplead.OpleadAccount;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;

/** Opens the stored columns of a customer into an account that Oplead can be called with. */
@ApplicationScoped
public class OpleadAccounts {
  /** The columns that {@link #kept} reads. */
  public static final String KEPT =
      "customer_id, slug, oplead_base_url, oplead_token, token_header, token_scheme,"
          + " token_query_parameter, provider_fields, form_name, form_url";

  /** The same, of the customer {@code c}. */
  public static final String COLUMNS =
      "c.id as customer_id, c.slug, c.oplead_base_url, c.oplead_token, c.token_header,"
          + " c.token_scheme, c.token_query_parameter, c.provider_fields, c.form_name,"
          + " c.form_url";

  private final Customers customers;
  private final OpleadAddresses addresses;

  OpleadAccounts(Customers customers, OpleadAddresses addresses) {
    this.customers = customers;
    this.addresses = addresses;
  }

  /** Fails with {@code customer-archived}: then there is no token. */
  public OpleadAccount of(KeptAccount account) {
    byte[] sealed =
        account
            .sealedToken()
            .orElseThrow(
                () ->
                    new ProblemException(
                        ErrorCode.CUSTOMER_ARCHIVED,
                        "Set a new token to bring the customer back."));
    return new OpleadAccount(
        addresses.of(account.baseUrl(), account.wire()),
        customers.openToken(account.customer(), sealed),
        account.wire());
  }

  /** The form import of a customer's row; null is none, or the default address. */
  static Optional<FormImport> form(String name, String url) {
    return Optional.ofNullable(name)
        .map(form -> new FormImport(form, Optional.ofNullable(url).map(URI::create)));
  }

  /** The account in a row that has the {@link #COLUMNS}. */
  public static KeptAccount kept(Row row) {
    return new KeptAccount(
        new CustomerId(row.getUUID("customer_id")),
        row.getString("slug"),
        Optional.ofNullable(row.getString("oplead_base_url")).map(URI::create),
        Optional.ofNullable(row.getBuffer("oplead_token")).map(token -> token.getBytes()),
        AccountWire.of(
            row.getString("token_header"),
            row.getString("token_scheme"),
            row.getString("token_query_parameter"),
            row.getString("provider_fields"),
            form(row.getString("form_name"), row.getString("form_url"))));
  }
}
