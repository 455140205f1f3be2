package io.leadloop.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.vault.ApiKey;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Keys that this replica issued within the last seconds. They work at once, even from an address
 * that was rejected so often that its unknown keys are no longer looked up.
 */
@Singleton
public class NewKeys {
  private static final Duration KEPT_FOR = Duration.ofSeconds(10);
  private static final int MAX_KEYS = 10_000;

  private final Cache<String, Boolean> publicIds =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterWrite(KEPT_FOR).build();

  /** Must be called before the key is stored, so that no request can precede it. */
  public void add(ApiKey key) {
    publicIds.put(key.publicId(), true);
  }

  public boolean contains(ApiKey key) {
    return publicIds.getIfPresent(key.publicId()) != null;
  }
}
