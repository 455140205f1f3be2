package io.leadloop.provider;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.leadloop.vault.ApiKey;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * The keys that this replica issued a moment ago. A caller may use its key at once, also from an
 * address from which so many keys were refused that an unknown one is not looked up.
 */
@Singleton
public class NewKeys {
  private static final Duration NEW_FOR = Duration.ofSeconds(10);
  private static final int MOST = 10_000;

  private final Cache<String, Boolean> publicIds =
      Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(NEW_FOR).build();

  /** Called before the key is in the database, so that no caller can come first. */
  public void add(ApiKey key) {
    publicIds.put(key.publicId(), true);
  }

  public boolean contains(ApiKey key) {
    return publicIds.getIfPresent(key.publicId()) != null;
  }
}
