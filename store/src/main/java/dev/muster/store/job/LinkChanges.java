package dev.muster.store.job;

import static dev.muster.store.job.JobSql.OF_JOB;

import dev.muster.provisioning.job.ActionOutcome;
import dev.muster.provisioning.job.ActionOutcome.LinkChange;
import dev.muster.provisioning.job.Link;
import dev.muster.provisioning.mapping.TargetState.Reference;
import dev.muster.store.Moments;
import dev.muster.store.NamedStatement;
import java.util.List;

/// What becomes of links, of the members known to be in groups, and of references that wait,
/// gathered from many outcomes and written statement by statement.
final class LinkChanges {
  private final NamedStatement put;
  private final NamedStatement remove;
  private final NamedStatement clearReferences;
  private final NamedStatement putReference;
  private final NamedStatement clearMembers;
  private final NamedStatement addMember;
  private final NamedStatement removeMember;

  LinkChanges(JobSql sql) {
    put =
        sql.each(
            """
            INSERT INTO links (tenant_id, job_id, object_type, source_id, target_id, known, disabled,
              departure, departed)
            VALUES (:tenant, :job, :type, :source, :target, :known, :disabled, :departure, :departed)
            ON CONFLICT (tenant_id, job_id, object_type, source_id) DO UPDATE
            SET target_id = excluded.target_id, known = excluded.known, disabled = excluded.disabled,
              departure = excluded.departure, departed = excluded.departed
            """);
    remove =
        sql.each(
            "DELETE FROM links WHERE" + OF_JOB + "AND object_type = :type AND source_id = :source");
    clearReferences =
        sql.each(
            "DELETE FROM unresolved_references WHERE"
                + OF_JOB
                + "AND object_type = :type AND source_id = :source");
    putReference =
        sql.each(
            """
            INSERT INTO unresolved_references
              (tenant_id, job_id, object_type, source_id, referenced_type, referenced_id)
            VALUES (:tenant, :job, :type, :source, :toType, :toId) ON CONFLICT DO NOTHING
            """);
    clearMembers =
        sql.each(
            "DELETE FROM linked_members WHERE"
                + OF_JOB
                + "AND (group_id = :object OR member_id = :object)");
    addMember =
        sql.each(
            """
            INSERT INTO linked_members (tenant_id, job_id, group_id, member_id)
            VALUES (:tenant, :job, :group, :member) ON CONFLICT DO NOTHING
            """);
    removeMember =
        sql.each(
            "DELETE FROM linked_members WHERE"
                + OF_JOB
                + "AND group_id = :group AND member_id = :member");
  }

  void add(ActionOutcome outcome) {
    add(outcome.change(), outcome.unresolved());
  }

  void add(LinkChange change, List<Reference> unresolved) {
    switch (change) {
      case LinkChange.None _ -> {}
      case LinkChange.Put(Link link) -> put(link, unresolved);
      case LinkChange.Remove(String type, String id) -> {
        remove.bind("type", type).bind("source", id).add();
        clearReferences.bind("type", type).bind("source", id).add();
        clearMembers.bind("object", id).add();
      }
      case LinkChange.Members(String group, List<String> added, List<String> removed) -> {
        addMember.bind("group", group);
        added.forEach(member -> addMember.bind("member", member).add());
        removeMember.bind("group", group);
        removed.forEach(member -> removeMember.bind("member", member).add());
      }
    }
  }

  private void put(Link link, List<Reference> unresolved) {
    put.bind("type", link.objectType())
        .bind("source", link.sourceId())
        .bind("target", link.targetId())
        .bind("known", JobJson.write(link.known()))
        .bind("disabled", link.disabled() ? 1 : 0)
        .bind("departure", link.departure().map(left -> left.event().name()).orElse(""))
        .bind("departed", link.departure().map(left -> Moments.micros(left.since())).orElse(0L))
        .add();
    clearReferences.bind("type", link.objectType()).bind("source", link.sourceId()).add();
    putReference.bind("type", link.objectType()).bind("source", link.sourceId());
    for (var reference : unresolved) {
      putReference.bind("toType", reference.objectType()).bind("toId", reference.sourceId()).add();
    }
  }

  /// What goes is written before what comes, so that neither undoes the other.
  void write() {
    List.of(remove, clearReferences, clearMembers, removeMember, put, putReference, addMember)
        .forEach(NamedStatement::executeBatch);
  }
}
