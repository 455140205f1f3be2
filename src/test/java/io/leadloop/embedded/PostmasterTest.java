package io.leadloop.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostmasterTest {
  @TempDir Path data;

  private Process stranger;

  @BeforeEach
  void startStranger() throws Exception {
    stranger = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void stopStranger() {
    stranger.destroy();
  }

  @Test
  void processWithAReusedPidIsNotStopped() throws Exception {
    Path pidFile = Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n");
    new Postmaster(data).stopIfAbandoned();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void pidOfADeadServerIsLeftToPostgreSql() throws Exception {
    stranger.destroy();
    stranger.waitFor();
    Path pidFile = Files.writeString(data.resolve("postmaster.pid"), stranger.pid() + "\n");
    new Postmaster(data).stopIfAbandoned();
    assertThat(pidFile).exists();
  }

  @Test
  void directoryWithoutServerNeedsNoStop() {
    Postmaster postmaster = new Postmaster(data);
    postmaster.stopIfAbandoned();
    postmaster.awaitStop();
    assertThat(data).isEmptyDirectory();
  }
}
