package io.leadloop.admin.provider;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.kafka.KafkaAccess;

/**
 * A new provider. Its secrets are in this response only.
 *
 * @param apiKey the whole key
 * @param kafka access to its topic
 */
public record OnboardedProvider(
    @JsonUnwrapped ProviderDetail provider, String apiKey, KafkaAccess kafka) {
  @Override
  public String toString() {
    return "OnboardedProvider[slug=" + provider.slug() + "]";
  }
}
