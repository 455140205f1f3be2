package io.leadloop;

import io.leadloop.access.key.AdministratorKeys;
import io.leadloop.customer.OpleadAccess;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.embedded.KeptPort;
import io.leadloop.kafka.KafkaAccess;
import io.leadloop.kafka.KafkaAccounts;
import io.leadloop.portal.session.PortalLinks;
import io.leadloop.provider.Provider;
import io.leadloop.provider.Providers;
import io.leadloop.session.SignInLinks;
import io.leadloop.simulator.SimulatedOplead;
import io.leadloop.simulator.SimulatorConfig;
import io.leadloop.simulator.SimulatorSettings;
import io.leadloop.simulator.http.AccessToken;
import io.leadloop.vault.ApiKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The demo's data: a simulated Oplead with a customer by each of its interfaces and a token for one
 * more, a provider with a key, a form, an endpoint and a Kafka account, and an administrator's key.
 * It is reused at the next start on the same data, at the same ports and with the same secrets,
 * except that the simulator starts empty and that the endpoint gets a new secret.
 */
@ApplicationScoped
class Demo {
  static final String CUSTOMER = "cuisines-durand";
  static final String PROVIDER = "atelier-demo";

  private final DemoCustomers customers;
  private final Providers providers;
  private final KafkaAccounts accounts;
  private final AdministratorKeys administrators;
  private final DemoSecret providerKey;
  private final DemoSecret administratorKey;
  private final DemoForm form;
  private final DemoReceiver receiver;
  private final SignInLinks links;
  private final PortalLinks portalLinks;
  private final SimulatedOplead oplead;
  private final AccessToken formToken;
  private final AccessToken opleadToken;
  private final AccessToken freeToken;

  Demo(
      EmbeddedConfig embedded,
      SimulatorConfig simulator,
      DemoCustomers customers,
      Providers providers,
      KafkaAccounts accounts,
      AdministratorKeys administrators,
      DemoForm form,
      DemoReceiver receiver,
      SignInLinks links,
      PortalLinks portalLinks,
      Vertx vertx) {
    this.customers = customers;
    this.providers = providers;
    this.accounts = accounts;
    this.administrators = administrators;
    this.form = form;
    this.receiver = receiver;
    this.links = links;
    this.portalLinks = portalLinks;
    Path dataDir = Path.of(embedded.dataDir());
    this.providerKey = new DemoSecret(dataDir.resolve("demo-provider.key"));
    this.administratorKey = new DemoSecret(dataDir.resolve("demo-administrator.key"));
    this.opleadToken = token(dataDir.resolve("demo-oplead.token"));
    this.formToken = token(dataDir.resolve("demo-oplead-form.token"));
    this.freeToken = token(dataDir.resolve("demo-oplead-free.token"));
    this.oplead = new SimulatedOplead(vertx, SimulatorSettings.from(simulator, port(dataDir)));
  }

  /** Where the simulated Oplead will listen: at each start the same address. */
  static String opleadUrl(Path dataDir) {
    return "http://127.0.0.1:" + port(dataDir) + SimulatorSettings.defaults().pathPrefix();
  }

  private static int port(Path dataDir) {
    return KeptPort.in(dataDir.resolve("demo-simulator.port"));
  }

  private static AccessToken token(Path kept) {
    DemoSecret secret = new DemoSecret(kept);
    return new AccessToken(
        secret
            .read()
            .orElseGet(
                () -> {
                  String token = UUID.randomUUID().toString();
                  secret.store(token);
                  return token;
                }));
  }

  /** Starts the simulator and creates missing data. */
  Uni<Seed> start() {
    String token = opleadToken.secret();
    oplead.accept(token);
    oplead.accept(formToken.secret());
    oplead.accept(freeToken.secret());
    return Uni.createFrom()
        .completionStage(() -> oplead.start().toCompletionStage())
        .chain(
            listening ->
                customers.connect(
                    CUSTOMER,
                    "Cuisines Durand",
                    new OpleadAccess(Optional.of(listening.baseUrl()), token)))
        .chain(customer -> provider().call(p -> providers.grant(p.id(), customer.id())))
        .chain(this::seed);
  }

  void stop() {
    oplead.close();
  }

  private Uni<Seed> seed(Provider provider) {
    return key(provider)
        .chain(
            key -> administratorKey().chain(administrator -> seed(provider, key, administrator)));
  }

  private Uni<Seed> seed(Provider provider, ApiKey key, ApiKey administrator) {
    return links
        .issue(administrator)
        .chain(
            console ->
                portalLinks
                    .issue(provider, key)
                    .map(portal -> new Links(console.reveal(), portal.reveal())))
        .chain(tokens -> seed(provider, key, administrator, tokens));
  }

  private Uni<Seed> seed(Provider provider, ApiKey key, ApiKey administrator, Links tokens) {
    return form.start(provider, oplead.formUrl(), formToken.secret())
        .chain(
            posted ->
                accounts
                    .create(provider)
                    .chain(
                        access ->
                            receiver
                                .start(provider, oplead)
                                .map(
                                    reception ->
                                        new Seed(
                                            provider,
                                            key,
                                            administrator,
                                            tokens,
                                            posted,
                                            access,
                                            reception,
                                            oplead.baseUrl(),
                                            opleadToken,
                                            freeToken,
                                            oplead.faultsUrl()))));
  }

  private Uni<Provider> provider() {
    return providers
        .find(PROVIDER)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : providers.onboard(PROVIDER, "Atelier Démo"));
  }

  private Uni<ApiKey> key(Provider provider) {
    return key(
        providerKey,
        kept -> providers.authenticate(kept).map(Optional::isPresent),
        () -> providers.issueKey(provider));
  }

  private Uni<ApiKey> administratorKey() {
    return key(
        administratorKey,
        kept -> administrators.authenticate(kept).map(Optional::isPresent),
        () -> administrators.issue("demo", null));
  }

  /** The key of the previous demo on this data if it is live, otherwise a new one. */
  private static Uni<ApiKey> key(
      DemoSecret place, Function<ApiKey, Uni<Boolean>> isLive, Supplier<Uni<ApiKey>> issue) {
    Uni<ApiKey> issued =
        Uni.createFrom().deferred(issue::get).invoke(key -> place.store(key.reveal()));
    return place
        .read()
        .flatMap(ApiKey::parse)
        .map(kept -> isLive.apply(kept).chain(live -> live ? item(kept) : issued))
        .orElse(issued);
  }

  private static Uni<ApiKey> item(ApiKey key) {
    return Uni.createFrom().item(key);
  }

  /**
   * What the user needs to try the demo.
   *
   * @param links sign in once
   * @param formToken the token of the provider's form
   * @param freeToken one that the simulated Oplead accepts and no customer has
   */
  record Seed(
      Provider provider,
      ApiKey key,
      ApiKey administratorKey,
      Links links,
      String formToken,
      KafkaAccess kafka,
      DemoReceiver.Reception receiver,
      URI oplead,
      AccessToken opleadToken,
      AccessToken freeToken,
      URI faults) {}

  /**
   * The tokens of one-time links.
   *
   * @param console the administrator's
   * @param portal the provider's
   */
  record Links(String console, String portal) {
    @Override
    public String toString() {
      return "Links[***]";
    }
  }
}
