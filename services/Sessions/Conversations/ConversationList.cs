using System.Globalization;
using System.Text;
using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Conversations;

/// <summary>
/// Lists conversations: one statement per combination of filters, so that each has the plan that fits it, and one round
/// trip.
/// </summary>
internal sealed class ConversationList(NpgsqlDataSource source)
{
    // What matches a search and is then filtered further; the other conditions may leave nothing of so many.
    private const int MaxMatches = 10_000;

    // Where most are held; the index of channels leaves it out.
    private const string UsualChannel = "web";

    // A search that is not filtered further.
    private static readonly ConversationFilter Everything = new() { Limit = 0 };

    // Where the statement of one status says which.
    private const string OneStatus = " and status = {status}";

    public async Task<List<ConversationState>> PageAsync(
        Guid tenantId,
        ConversationGuard guard,
        ConversationFilter filter,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Listing(tenantId, guard, filter));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<ConversationState>(filter.Limit + 1);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(ConversationStateReader.ReadWithCards(row));
        }

        return page;
    }

    /// <summary>The statement of a page.</summary>
    internal static NpgsqlBatchCommand Listing(Guid tenantId, ConversationGuard guard, ConversationFilter filter)
    {
        var command = new NpgsqlBatchCommand();
        var tenant = Parameter(command, tenantId, NpgsqlDbType.Uuid);
        var sql = new StringBuilder(
            $"select {ConversationStateReader.ColumnsWithCards} from conversations where tenant_id = {tenant}"
        );
        var identities = Identities(command, guard, filter);
        if (identities is not null)
        {
            sql.Append(" and owner_kind = identity.kind and owner_id = identity.subject");
        }

        // What is found by its owner, words or tags is not looked for in each status again.
        var isByStatus =
            filter is { Statuses.Count: > 0, Query: null, Tag: null, Sort: not ConversationSort.LongestWaiting }
            && identities is null;
        if (isByStatus)
        {
            sql.Append(OneStatus);
        }

        Filter(command, sql, guard, isByStatus ? filter with { Statuses = [] } : filter);
        Order(command, sql, filter);
        command.CommandText =
            identities is not null ? OfEach($"({identities}) identity cross join lateral ({sql})", filter)
            : isByStatus ? OfStatuses(Statuses(filter)!, sql.ToString(), filter)
            : sql.ToString();
        return command;
    }

    // An index has each status in the order of the page, but not several together, for which the planner walks the whole
    // history. As numbers, not parameters: it has to know that the live ones are few.
    private static string OfStatuses(short[] statuses, string sql, ConversationFilter filter)
    {
        var pages = statuses.Select(status =>
            $"({sql.Replace(OneStatus, string.Create(CultureInfo.InvariantCulture, $" and status = {status}"), StringComparison.Ordinal)})"
        );
        return OfEach($"({string.Join(" union all ", pages)})", filter);
    }

    // Whose conversations are wanted; null: everybody's.
    private static string? Identities(NpgsqlBatchCommand command, ConversationGuard guard, ConversationFilter filter)
    {
        if (guard.Kind is { } kind)
        {
            var (caller, id) = (
                Parameter(command, (short)kind, NpgsqlDbType.Smallint),
                Parameter(command, guard.Id!, NpgsqlDbType.Text)
            );
            return $"select kind, subject from owners_open_to($1, {caller}, {id})";
        }

        return filter.CustomerId is { } customer
            ? $"select kind, subject from customer_identities where tenant_id = $1 and customer_id = "
                + LedTo(Parameter(command, customer, NpgsqlDbType.Uuid))
            : null;
    }

    // The customer an id leads to: one that turned out to be another has nothing under its own any more.
    private static string LedTo(string id) =>
        $"coalesce((select m.into_id from merged_customers m where m.tenant_id = $1 and m.id = {id}), {id})";

    // The first of each visitor, user or status, then the first of them all.
    private static string OfEach(string pages, ConversationFilter filter)
    {
        var order = filter.Sort switch
        {
            ConversationSort.LongestWaiting => "queued_at, id",
            ConversationSort.OldestFirst => "id",
            _ => "id desc",
        };
        return $"select page.* from {pages} page order by {order} limit {filter.Limit + 1}";
    }

    private static void Filter(
        NpgsqlBatchCommand command,
        StringBuilder sql,
        ConversationGuard guard,
        ConversationFilter filter
    )
    {
        if (guard.Kind is not null)
        {
            And(
                command,
                sql,
                "exists (select from customer_identities i where i.tenant_id = $1 and i.kind = owner_kind "
                    + $"and i.subject = owner_id and i.customer_id = {LedTo("{0}")})",
                filter.CustomerId,
                NpgsqlDbType.Uuid
            );
        }

        And(command, sql, "status = any({0})", Statuses(filter), NpgsqlDbType.Array | NpgsqlDbType.Smallint);
        And(command, sql, "external_id = {0}", filter.ExternalId, NpgsqlDbType.Text);
        And(command, sql, "mode = {0}", (short?)filter.Mode, NpgsqlDbType.Smallint);
        And(command, sql, "priority = {0}", (short?)filter.Priority, NpgsqlDbType.Smallint);
        And(command, sql, "channel = {0}", filter.Channel, NpgsqlDbType.Text);
        if (filter.Channel is not (null or UsualChannel))
        {
            // Said again as a constant, which the partial index needs.
            sql.Append($" and channel <> '{UsualChannel}'");
        }

        And(command, sql, "assigned_agent_id = {0}", filter.AssignedAgentId, NpgsqlDbType.Uuid);
        And(command, sql, "label = {0}", (short?)filter.Label, NpgsqlDbType.Smallint);
        And(command, sql, "user_category = {0}", filter.UserCategory, NpgsqlDbType.Text);
        And(command, sql, "team_id = {0}", filter.TeamId, NpgsqlDbType.Uuid);
        And(command, sql, "department = {0}", filter.Department, NpgsqlDbType.Text);
        And(command, sql, "created_at >= {0}", filter.CreatedSince, NpgsqlDbType.TimestampTz);
        And(command, sql, "created_at < {0}", filter.CreatedBefore, NpgsqlDbType.TimestampTz);
        // The same once more for the index: ids are of the clock of whoever made them, hence the hour. The last moment
        // there is arrives as infinity, which no id has.
        const string time = "least({0}, '9999-12-31')";
        var (since, before) = (
            $"id >= id_floor({time} - interval '1 hour')",
            $"id < id_floor({time} + interval '1 hour')"
        );
        And(command, sql, since, filter.CreatedSince, NpgsqlDbType.TimestampTz);
        And(command, sql, before, filter.CreatedBefore, NpgsqlDbType.TimestampTz);
        And(command, sql, "updated_at >= {0}", filter.UpdatedSince, NpgsqlDbType.TimestampTz);
        // Row-level security keeps the planner from using an index on an array; this one it may use.
        And(
            command,
            sql,
            "id in (select conversation_id from conversation_tags where tenant_id = $1 and tag = {0})",
            filter.Tag,
            NpgsqlDbType.Text
        );
        Search(command, sql, filter);
    }

    private static void Search(NpgsqlBatchCommand command, StringBuilder sql, ConversationFilter filter)
    {
        if (filter.Query is not { } query)
        {
            return;
        }

        var isAscending = filter.Sort is ConversationSort.OldestFirst;
        var place = filter.Sort is ConversationSort.LongestWaiting ? null : filter.Cursor?.Id;
        var (after, before) = isAscending
            ? (place ?? Guid.Empty, Guid.AllBitsSet)
            : (Guid.Empty, place ?? Guid.AllBitsSet);
        sql.Append(" and id in (select found from find_conversations(")
            .AppendJoin(
                ", ",
                Parameter(command, query, NpgsqlDbType.Text),
                Parameter(command, after, NpgsqlDbType.Uuid),
                Parameter(command, before, NpgsqlDbType.Uuid),
                Parameter(command, isAscending, NpgsqlDbType.Boolean),
                Parameter(command, IsSearchAlone(filter) ? filter.Limit + 1 : MaxMatches, NpgsqlDbType.Integer)
            )
            .Append("))");
    }

    // What is found is the page then.
    private static bool IsSearchAlone(ConversationFilter filter) =>
        filter is { Statuses.Count: 0, Sort: not ConversationSort.LongestWaiting }
        && Everything
            == filter with
            {
                Query = null,
                Statuses = Everything.Statuses,
                Sort = Everything.Sort,
                Cursor = null,
                Limit = Everything.Limit,
            };

    private static void Order(NpgsqlBatchCommand command, StringBuilder sql, ConversationFilter filter)
    {
        switch (filter.Sort)
        {
            case ConversationSort.LongestWaiting:
                // Said again as a constant, which the partial index needs.
                sql.Append(" and status = 3");
                if (filter.Cursor is { QueuedAt: { } queued, Id: var behind })
                {
                    sql.Append(" and (queued_at, id) > (")
                        .Append(Parameter(command, queued, NpgsqlDbType.TimestampTz))
                        .Append(", ")
                        .Append(Parameter(command, behind, NpgsqlDbType.Uuid))
                        .Append(')');
                }

                sql.Append(" order by queued_at, id");
                break;
            case ConversationSort.OldestFirst:
                And(command, sql, "id > {0}", filter.Cursor?.Id, NpgsqlDbType.Uuid);
                sql.Append(" order by id");
                break;
            default:
                // Ids grow with time.
                And(command, sql, "id < {0}", filter.Cursor?.Id, NpgsqlDbType.Uuid);
                sql.Append(" order by id desc");
                break;
        }

        // One more than asked for tells whether there are more.
        sql.Append(" limit ").Append(Parameter(command, filter.Limit + 1, NpgsqlDbType.Integer));
    }

    private static short[]? Statuses(ConversationFilter filter) =>
        filter.Statuses.Count == 0 ? null : [.. filter.Statuses.Distinct().Order().Select(status => (short)status)];

    private static void And(
        NpgsqlBatchCommand command,
        StringBuilder sql,
        string condition,
        object? value,
        NpgsqlDbType type
    )
    {
        if (value is not null)
        {
            sql.Append(" and ").AppendFormat(CultureInfo.InvariantCulture, condition, Parameter(command, value, type));
        }
    }

    private static string Parameter(NpgsqlBatchCommand command, object value, NpgsqlDbType type)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        return string.Create(CultureInfo.InvariantCulture, $"${command.Parameters.Count}");
    }
}
