package io.leadloop.ownership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leadloop.ownership.SqlWrite.Kind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the ownership test finds in a statement, and what it lets pass. */
class SqlWriteTest {
  private static final OwnershipRules RULES =
      new OwnershipRules(Map.of("customergrant", "customer_grant"));

  @Test
  void everyWriteOfAStatementIsFound() {
    String sql =
        """
        with gone as (
          delete from lane_slot s using given g where s.request_id = g.id returning s.*
        ), kept as (
          insert into lane_provider as p (customer_id, served) select customer_id, 1 from gone
          on conflict (customer_id) do update set served = p.served + excluded.served
        )
        -- update outbox set payload = null
        update lane l set next_at = greatest(now(), opens_at), turn = case when l.turn is distinct
          from 1 then 2 else (select max(turn) from lane) end
        from kept where l.customer_id = any($1)
        """;
    assertThat(SqlWrite.in(sql))
        .extracting(SqlWrite::kind, SqlWrite::table, write -> write.values().keySet())
        .containsExactly(
            tuple(Kind.DELETE, "lane_slot", Set.of()),
            tuple(Kind.INSERT, "lane_provider", Set.of()),
            tuple(Kind.UPDATE, "lane_provider", Set.of("served")),
            tuple(Kind.UPDATE, "lane", Set.of("next_at", "turn")));
  }

  @Test
  void aLockIsNoWrite() {
    assertThat(SqlWrite.in("select from lane for update; update lane set turn = 1"))
        .extracting(SqlWrite::table)
        .containsExactly("lane");
    assertThat(SqlWrite.in("select id from lead order by id limit 1 for update skip locked"))
        .isEmpty();
    assertThat(SqlWrite.in("select l.id from lead l for no key update of l")).isEmpty();
  }

  @Test
  void aTableIsWrittenByItsOwnerAlone() {
    assertThat(RULES.violations("lane", "update lane set turn = 1")).isEmpty();
    assertThat(RULES.violations("lane.dispatch", "delete from lane_slot")).isEmpty();
    assertThat(RULES.violations("intake", "truncate table outbox"))
        .containsExactly("intake > outbox");
    assertThat(RULES.violations("provider", "insert into CustomerGrant (a) select 1")).isEmpty();
    assertThat(RULES.violations("lanes", "update lane set turn = 1"))
        .containsExactly("lanes > lane");
  }

  @Test
  void aTableThatOnlyTheProgramKnowsHasNoOwner() {
    assertThat(RULES.violations("lane", "update " + SqlTokens.UNKNOWN + " set turn = 1"))
        .containsExactly("lane > <unknown>");
    assertThat(RULES.violations("lane", "delete from %s where id = 1")).hasSize(1);
    assertThat(RULES.violations("lane", "insert into %1$s t values (1)")).hasSize(1);
  }

  @Test
  void aColumnOfALeadsProgressIsSetByItsOwnerOrToWhatItsOwnersFunctionReturns() {
    assertThat(
            RULES.violations(
                "feedback.projection",
                "update lead_progress set sequence = 1, updated_at = now(),"
                    + " last_answer = kept_answer(erased_at, null, last_answer)"))
        .isEmpty();
    assertThat(
            RULES.violations("feedback", "update lead_progress l set state = 'held', sequence = 2"))
        .containsExactly("feedback > lead_progress.state");
    assertThat(
            RULES.violations(
                "feedback",
                "update lead_progress set last_answer = coalesce(kept_answer(a, b, c), '')"))
        .hasSize(1);
    assertThat(
            RULES.violations(
                "feedback", "update lead_progress set last_answer = kept_answer(a, b, c) || ''"))
        .hasSize(1);
    assertThat(
            RULES.violations("feedback", "update lead_progress set state = kept_answer(a, b, c)"))
        .hasSize(1);
    assertThat(RULES.violations("lane", "update lead_progress set updated_at = now()")).hasSize(1);
    assertThat(
            RULES.violations(
                "feedback", "update lead_progress set (sequence, state) = (1, 'held')"))
        .hasSize(1);
  }

  @Test
  void leadsAreInsertedInOnePlaceAndTheirProgressIsNeverDeleted() {
    assertThat(RULES.violations("intake", "insert into lead (id) values ($1)")).isEmpty();
    assertThat(RULES.violations("forwarding", "insert into lead (id) values ($1)")).hasSize(1);
    assertThat(RULES.violations("forwarding", "insert into lead_progress (a) select 1")).isEmpty();
    assertThat(RULES.violations("feedback", "insert into lead_progress (a) select 1")).hasSize(1);
    assertThat(RULES.violations("lead", "delete from lead_progress")).hasSize(1);
  }

  @Test
  void aTextThatAnotherHasToCompleteIsFound() {
    assertThat(SqlWrite.leavesBracketsOpen("with a as (select 1), b as (select 2")).isTrue();
    assertThat(SqlWrite.leavesBracketsOpen("), c as (select 3) select 1")).isTrue();
    assertThat(SqlWrite.leavesBracketsOpen("select ')' from (select 1) a -- (")).isFalse();
  }
}
