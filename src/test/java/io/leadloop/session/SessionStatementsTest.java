package io.leadloop.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.testing.GatewayTest;
import io.leadloop.testing.QueryPlan;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** No statement reads all sessions but the one that ends them all. */
@GatewayTest
class SessionStatementsTest {
  @Inject Pool pool;

  @Test
  void aSessionIsFoundByItsSecret() {
    reads(SessionRepository.FIND, "browser_session_token_sha256_key");
    reads(SessionRepository.END, "browser_session_token_sha256_key");
  }

  @Test
  void aSessionIsFoundByItsId() {
    reads(SessionRepository.USE, "browser_session_pkey");
    reads(SessionRepository.END_ONE, "browser_session_pkey");
  }

  @Test
  void sessionsAreListedInTheOrderOfTheirIds() {
    reads(SessionRepository.LIST, "Index Scan Backward using browser_session_pkey");
    assertThat(QueryPlan.of(pool, SessionRepository.LIST)).doesNotContain("Sort  (");
  }

  @Test
  void endedSessionsAreFoundByTheirTimes() {
    reads(SessionRepository.FORGET, "browser_session_ends");
    reads(SessionRepository.FORGET, "browser_session_used");
    reads(CompletedSignIns.FORGET, "completed_sign_in_time");
  }

  private void reads(String statement, String index) {
    assertThat(QueryPlan.of(pool, statement)).contains(index).doesNotContain("Seq Scan");
  }
}
