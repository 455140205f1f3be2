package io.leadloop;

import io.leadloop.access.AccessConfig;
import io.leadloop.access.key.AdminConfig;
import io.leadloop.access.oidc.OidcConfig;
import io.leadloop.access.read.ReadConfig;
import io.leadloop.admin.provider.CertificationConfig;
import io.leadloop.bulk.BulkConfig;
import io.leadloop.callback.CallbackConfig;
import io.leadloop.embedded.EmbeddedConfig;
import io.leadloop.feedback.FeedbackConfig;
import io.leadloop.feedback.OverdueConfig;
import io.leadloop.form.FormConfig;
import io.leadloop.forwarding.ForwardingConfig;
import io.leadloop.http.HttpConfig;
import io.leadloop.intake.IntakeConfig;
import io.leadloop.kafka.KafkaAccountsConfig;
import io.leadloop.kafka.ProviderBrokersConfig;
import io.leadloop.lane.CallConfig;
import io.leadloop.lane.LaneConfig;
import io.leadloop.lead.ShelfLifeConfig;
import io.leadloop.lead.TraceConfig;
import io.leadloop.limit.IntakeLimitConfig;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.page.PageConfig;
import io.leadloop.portal.session.PortalConfig;
import io.leadloop.provider.DirectoryConfig;
import io.leadloop.push.PushConfig;
import io.leadloop.reconciliation.ReconciliationConfig;
import io.leadloop.retention.RetentionConfig;
import io.leadloop.session.ConsoleConfig;
import io.leadloop.silence.SilenceConfig;
import io.leadloop.simulator.SimulatorConfig;
import io.leadloop.store.StoreConfig;
import io.leadloop.subscription.SubscriptionConfig;
import io.leadloop.update.UpdateConfig;
import io.leadloop.update.document.DocumentConfig;
import io.leadloop.vault.VaultConfig;
import java.util.List;

/** The interfaces that declare the gateway's settings, so that all are checked before the start. */
final class SettingMappings {
  static final List<Class<?>> ALL =
      List.of(
          AccessConfig.class,
          AdminConfig.class,
          BulkConfig.class,
          CallConfig.class,
          CallbackConfig.class,
          CertificationConfig.class,
          ConsoleConfig.class,
          DirectoryConfig.class,
          DocumentConfig.class,
          EmbeddedConfig.class,
          FeedbackConfig.class,
          FormConfig.class,
          ForwardingConfig.class,
          HttpConfig.class,
          IntakeConfig.class,
          IntakeLimitConfig.class,
          KafkaAccountsConfig.class,
          LaneConfig.class,
          LeadloopConfig.class,
          OidcConfig.class,
          OpleadConfig.class,
          OverdueConfig.class,
          PageConfig.class,
          PortalConfig.class,
          ProviderBrokersConfig.class,
          PushConfig.class,
          ReadConfig.class,
          ReconciliationConfig.class,
          RetentionConfig.class,
          ShelfLifeConfig.class,
          SilenceConfig.class,
          SimulatorConfig.class,
          StoreConfig.class,
          SubscriptionConfig.class,
          TraceConfig.class,
          UpdateConfig.class,
          VaultConfig.class);

  private SettingMappings() {}
}
