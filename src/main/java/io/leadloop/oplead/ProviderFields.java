package io.leadloop.oplead;

/** How Oplead takes the provider's name and webhook: its pages show both forms. */
public enum ProviderFields {
  /** {@code provider_name} and {@code provider_webhook_url}. */
  FLAT,
  /** {@code provider.name} and {@code provider.webhook_url}. */
  NESTED
}
