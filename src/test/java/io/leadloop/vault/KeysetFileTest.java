package io.leadloop.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysetFileTest {
  @TempDir Path directory;

  @Test
  void theFileHoldsOneAes256GcmKey() throws Exception {
    String json = Files.readString(KeysetFile.in(directory));
    KeysetHandle keyset =
        TinkJsonProtoKeysetFormat.parseKeyset(
            json, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    assertThat(keyset.size()).isEqualTo(1);
    assertThat(keyset.getPrimary().getKey().getParameters())
        .isEqualTo(PredefinedAeadParameters.AES256_GCM);
  }

  @Test
  void onlyTheOwnerMayReadIt() throws Exception {
    Path file = KeysetFile.in(directory);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void secondStartFindsTheSameKey() throws Exception {
    String first = Files.readString(KeysetFile.in(directory));
    assertThat(Files.readString(KeysetFile.in(directory))).isEqualTo(first);
  }

  @Test
  void concurrentStartsFindTheSameKeyset() throws Exception {
    int threads = 8;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    Callable<String> make =
        () -> {
          start.await();
          return Files.readString(KeysetFile.in(directory));
        };
    Set<String> seen = new HashSet<>();
    List<Future<String>> made = pool.invokeAll(Collections.nCopies(threads, make));
    for (Future<String> keyset : made) {
      seen.add(keyset.get());
    }
    pool.shutdown();
    assertThat(seen).hasSize(1);
    assertThat(directory).isDirectoryContaining("glob:**/vault-keyset.json");
    assertThat(directory.toFile().list()).hasSize(1);
  }

  @Test
  void missingDirectoryIsNamed() {
    Path absent = directory.resolve("absent");
    assertThatThrownBy(() -> KeysetFile.in(absent))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(absent.toString());
  }
}
