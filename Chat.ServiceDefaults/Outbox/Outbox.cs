using System.Diagnostics;
using Google.Protobuf;

namespace Chat.ServiceDefaults.Outbox;

/// <summary>The table through which events leave a service: written with the fact, emptied by the relay.</summary>
public static class Outbox
{
    /// <summary>
    /// Creates the table <c>outbox</c>; for a migration. It is not subject to row-level security: no request reads it.
    /// </summary>
    public const string Ddl = """
        create table outbox (
            position bigint generated always as identity primary key,
            id uuid not null unique,
            tenant_id uuid not null,
            type text not null,
            payload bytea not null,
            trace_parent text null,
            created_at timestamptz not null default now()
        );
        """;

    /// <summary>
    /// For a migration behind <see cref="Ddl"/>. The relay reads from the lowest position on, over all that was published
    /// and is not cleaned away yet, so this is done often; nobody looks for an event by its id.
    /// </summary>
    public const string KeepSmallDdl = """
        alter table outbox drop constraint outbox_id_key;
        alter table outbox set (
            autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
        """;

    /// <summary>
    /// Inserts rows in one statement: <c>$1 uuid[]</c> ids, <c>$2 uuid[]</c> tenants, <c>$3 text[]</c> types,
    /// <c>$4 bytea[]</c> payloads, <c>$5 text[]</c> trace parents. Positions follow the arrays' order.
    /// </summary>
    public const string InsertSql = """
        insert into outbox (id, tenant_id, type, payload, trace_parent)
        select id, tenant_id, type, payload, trace_parent
        from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::text[]) with ordinality
            as rows (id, tenant_id, type, payload, trace_parent, place)
        order by place
        """;

    /// <summary>The row of an event, with the trace of the current activity.</summary>
    /// <param name="message">The event.</param>
    /// <param name="eventId">Its id; the one in its header.</param>
    /// <param name="tenantId">Its tenant.</param>
    /// <returns>The row.</returns>
    public static OutboxRow From(IMessage message, Guid eventId, Guid tenantId)
    {
        ArgumentNullException.ThrowIfNull(message);
        var activity = Activity.Current;
        return new OutboxRow(
            eventId,
            tenantId,
            message.Descriptor.FullName,
            message.ToByteArray(),
            activity is { IdFormat: ActivityIdFormat.W3C } ? activity.Id : null
        );
    }
}
