package io.leadloop.admin.provider;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.leadloop.kafka.KafkaAccess;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A provider that was brought in just now. Its secrets are in this answer and in no other.
 *
 * @param apiKey the whole key
 * @param kafka how it reads its topic
 */
@Schema
public record OnboardedProvider(
    @JsonUnwrapped ProviderDetail provider, String apiKey, KafkaAccess kafka) {
  @Override
  public String toString() {
    return "OnboardedProvider[slug=" + provider.slug() + "]";
  }
}
