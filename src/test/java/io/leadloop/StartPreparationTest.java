package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.access.key.BootstrapKey;
import io.leadloop.intake.LeadSchema;
import io.leadloop.oplead.profile.TestProfile;
import io.leadloop.testing.ProductTypes;
import io.leadloop.vault.ApiKey;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks before anything is started. */
class StartPreparationTest {
  private static final Pattern EXPORT = Pattern.compile("export (LEADLOOP_[A-Z_]+)=(\\S+)");
  private static final Pattern PROPERTIES =
      Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

  @Test
  void weakBootstrapKeyStopsTheStart() {
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .withSources(
                new PropertiesConfigSource(
                    Map.of("leadloop.admin.bootstrap-key", "lla_a_b"), "test", 500))
            .build();
    assertThatThrownBy(() -> new StartPreparation(config).supply())
        .isInstanceOf(StartRefusedException.class)
        .hasMessageStartingWith("leadloop.admin.bootstrap-key must be lla_<public id>_<secret>,")
        .hasMessageNotContaining("lla_a_b");
  }

  @Test
  void settingMovedIntoTheApiProfileStopsTheStart() {
    assertThatThrownBy(
            () -> StartPreparation.refuseMoved(given("leadloop.oplead.answers.accepted", "")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("is now answers.statuses.accepted in the API profile");
    StartPreparation.refuseMoved(given("leadloop.oplead.base-url", "https://oplead.example"));
  }

  @Test
  void misspelledSettingStopsTheStart() {
    assertThatThrownBy(
            () -> StartPreparation.refuseUnfit(given("leadloop.pubic-url", "https://example.com")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("leadloop.pubic-url is not a setting; did you mean leadloop.public-url?");
    assertThatThrownBy(
            () -> StartPreparation.refuseUnfit(given("leadloop.lane.window", "1 minute")))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("leadloop.lane.window must be a duration such as PT30S or P7D.");
    StartPreparation.refuseUnfit(given("leadloop.public-url", "https://example.com"));
  }

  /** Somebody who follows the documents in one terminal may start a gateway there, too. */
  @Test
  void variablesThatTheDocumentsExportStopNoStart() throws IOException {
    Map<String, String> exported = new HashMap<>();
    for (Path page : pages()) {
      EXPORT
          .matcher(Files.readString(page))
          .results()
          .forEach(found -> exported.put(found.group(1), found.group(2)));
    }
    assertThat(exported).containsKeys("LEADLOOP_URL", "LEADLOOP_TOPIC", "LEADLOOP_SECRET");
    SmallRyeConfig config =
        SettingPairs.mapped(new SmallRyeConfigBuilder().addDefaultInterceptors())
            .withSources(new EnvConfigSource(exported, 300))
            .withValidateUnknown(false)
            .build();

    StartPreparation.refuseUnfit(config);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/docs"))) {
      return Stream.concat(
              files, Stream.of(Path.of("README.md"), Path.of("helm/leadloop/README.md")))
          .filter(file -> file.toString().endsWith(".md"))
          .toList();
    }
  }

  @Test
  void everyDeclaredSettingIsChecked() {
    assertThat(SettingMappings.ALL)
        .containsExactlyInAnyOrderElementsOf(ProductTypes.annotatedWith(ConfigMapping.class));
  }

  @Test
  void invalidApiProfileStopsTheStart() {
    assertRefused("no/such/file", "leadloop.oplead.profile: the file cannot be read");
    assertRefused(
        TestProfile.file("wire.leads.pth", "/x").toString(), "wire.leads.pth is unknown; wire");
    assertRefused(
        TestProfile.file("callbacks.labels.won", "[Perdu]").toString(),
        "callbacks.labels maps the label 'Perdu' to both won and lost.");
  }

  @Test
  void keysetThatCannotBeOpenedStopsTheStart() {
    assertThatThrownBy(() -> supply(StartPlan.KEYSET, "no/such/file"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage("leadloop.vault.keyset cannot be read: no/such/file: there is no such file.");
    for (String json : List.of("{}", "{\"key\": \"secret\"}", "{secret")) {
      assertThatThrownBy(() -> supply(StartPlan.KEYSET, json))
          .isInstanceOf(StartRefusedException.class)
          .hasMessage("leadloop.vault.keyset is not a Tink AEAD keyset.");
    }
  }

  @Test
  void leadSchemaThatCannotBeUsedStopsTheStart(@TempDir Path directory) throws IOException {
    assertThatThrownBy(() -> supply(LeadSchema.SETTING, "no/such/file"))
        .isInstanceOf(StartRefusedException.class)
        .hasMessage(LeadSchema.SETTING + " cannot be read: no/such/file: there is no such file.");
    for (String text : List.of("{", "no JSON")) {
      Path file = Files.writeString(directory.resolve("lead.json"), text);
      assertThatThrownBy(() -> supply(LeadSchema.SETTING, file.toString()))
          .as(text)
          .isInstanceOf(StartRefusedException.class)
          .hasMessage(LeadSchema.SETTING + " is not a JSON Schema: " + file + ".");
    }
  }

  @Test
  void suppliedPublicUrlHasTheSchemeThatTheGatewayListensTo() {
    String insecure = "quarkus.http.insecure-requests";
    assertThat(new StartPreparation(given(insecure, "Disabled")).publicUrl())
        .isEqualTo("https://localhost:8443");
    assertThat(new StartPreparation(given(insecure, "enabled")).publicUrl())
        .isEqualTo("http://localhost:8080");
  }

  /** With secrets where the page has an ellipsis. */
  @Test
  void settingsOfTheOperatorsGuideAreEnough() throws IOException {
    String page = Files.readString(Path.of("src/docs/operator/guide.md"));
    Matcher block = PROPERTIES.matcher(page);
    assertThat(block.find()).isTrue();
    String key = ApiKey.generate(ApiKey.Owner.ADMINISTRATOR).reveal();
    Properties lines = new Properties();
    lines.load(new StringReader(block.group(1).replace("lla_…", key).replace("…", "secret")));
    Map<String, String> settings = new HashMap<>();
    lines.stringPropertyNames().forEach(name -> settings.put(name, lines.getProperty(name)));
    SmallRyeConfig config = given(settings);

    StartPreparation.refuseUnfit(config);
    assertThat(StartRisk.in(name -> config.getOptionalValue(name, String.class))).isEmpty();
    assertThat(SettingPairs.contradictions(config)).isEmpty();
    assertThat(StartPlan.of(settings::containsKey, false, Set.of()).missing()).isEmpty();
    assertThat(BootstrapKey.parse(settings.get(BootstrapKey.SETTING)).reveal()).isEqualTo(key);
  }

  private static void supply(String key, String value) {
    new StartPreparation(given(key, value)).supply();
  }

  private static void assertRefused(String profile, String sentence) {
    assertThatThrownBy(() -> supply("leadloop.oplead.profile", profile))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining(sentence);
  }

  private static SmallRyeConfig given(String key, String value) {
    return given(Map.of(key, value));
  }

  private static SmallRyeConfig given(Map<String, String> settings) {
    return SettingPairs.mapped(new SmallRyeConfigBuilder().addDefaultInterceptors())
        .withSources(new PropertiesConfigSource(settings, "test", 500))
        .withValidateUnknown(false)
        .build();
  }
}
