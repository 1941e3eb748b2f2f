using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.AgentThreads;

/// <summary>Begins a thread, or finds the one that two agents have.</summary>
internal sealed class OpenThreadHandler(NpgsqlDataSource source, AgentThreadStore store)
{
    private const int MaxOthers = 19;
    private const int MaxTitle = 200;
    private const int MaxIdempotencyKey = 255;

    private const string KnownSql =
        "select id from agents where tenant_id = $1 and id = any($2) and is_active and deleted_at is null";

    private const string MadeSql =
        "select id from agent_threads where tenant_id = $1 and created_by = $2 and idempotency_key = $3";

    private const string InsertSql = """
        insert into agent_threads (
            tenant_id, id, title, first_id, second_id, created_by, idempotency_key, created_at, last_activity_at)
        values ($1, $2, $3, $4, $5, $6, $7, now(), now())
        on conflict do nothing
        """;

    private const string MembersSql = """
        insert into agent_thread_members (tenant_id, agent_id, thread_id)
        select tenant_id, unnest($3), id from agent_threads where tenant_id = $1 and id = $2
        """;

    // What the key made goes first: a repetition gets it whatever it asks for now.
    private const string StandingSql = """
        select id from agent_threads
        where tenant_id = $1
          and ((first_id = $2 and second_id = $3) or (created_by = $4 and idempotency_key = $5))
        order by (created_by = $4 and idempotency_key = $5) is true desc
        limit 1
        """;

    public async Task<Result<OpenedThread>> HandleAsync(OpenThread request, CancellationToken cancellationToken)
    {
        if (AgentAccess.AgentIdOf(request.Principal) is not { } caller)
        {
            return new AgentsOnly();
        }

        var others = request.MemberIds.Where(id => id != caller).Distinct().ToList();
        if (Validate(request, others) is { } invalid)
        {
            return invalid;
        }

        var tenantId = request.Principal.TenantId;
        var opened = await WriteAsync(request, caller, others, cancellationToken);
        if (!opened.IsSuccess)
        {
            return opened.Error;
        }

        var (id, created) = opened.Value;
        var thread = await store.FindAsync(tenantId, caller, id, cancellationToken);
        return thread is null ? new AgentThreadNotFound() : new OpenedThread(thread, created);
    }

    // The connection is given back before the thread is read: many that each hold one and wait for another never end.
    private async Task<Result<(Guid Id, bool Created)>> WriteAsync(
        OpenThread request,
        Guid caller,
        List<Guid> others,
        CancellationToken cancellationToken
    )
    {
        var tenantId = request.Principal.TenantId;
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await TenantScope.ApplyAsync(transaction, tenantId, cancellationToken);
        // What the key made stands, even if somebody who was named works here no more.
        if (await MadeAsync(transaction, request, caller, cancellationToken) is { } made)
        {
            return (made, false);
        }

        if (await StrangersAsync(transaction, tenantId, request.MemberIds, cancellationToken) is { } unknown)
        {
            return unknown;
        }

        var id = Ids.New();
        var created = await InsertAsync(transaction, request, id, caller, others, cancellationToken);
        if (!created)
        {
            id = await StandingAsync(transaction, request, caller, others, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (id, created);
    }

    private static Invalid? Validate(OpenThread request, List<Guid> others)
    {
        var faults = new List<FieldFault>();
        if (others.Count is 0 or > MaxOthers)
        {
            faults.Add(new FieldFault("/memberIds", "length", $"Must name 1 to {MaxOthers} other agents."));
        }

        DetailsRules.Text(faults, "/title", request.Title, 0, MaxTitle);
        DetailsRules.Text(faults, "/Idempotency-Key", request.IdempotencyKey, 1, MaxIdempotencyKey);
        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static async Task<Guid?> MadeAsync(
        NpgsqlTransaction transaction,
        OpenThread request,
        Guid caller,
        CancellationToken cancellationToken
    )
    {
        if (request.IdempotencyKey is null)
        {
            return null;
        }

        await using var command = new NpgsqlCommand(MadeSql, transaction.Connection, transaction)
        {
            Parameters = { Of(request.Principal.TenantId), Of(caller), Of(request.IdempotencyKey, NpgsqlDbType.Text) },
        };
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    private static async Task<Invalid?> StrangersAsync(
        NpgsqlTransaction transaction,
        Guid tenantId,
        IReadOnlyList<Guid> wanted,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(KnownSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Of(tenantId),
                new NpgsqlParameter<Guid[]> { TypedValue = [.. wanted] },
            },
        };
        var known = new HashSet<Guid>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            known.Add(row.GetGuid(0));
        }

        List<FieldFault> faults =
        [
            .. wanted
                .Index()
                .Where(one => !known.Contains(one.Item))
                .Select(one => new FieldFault($"/memberIds/{one.Index}", "unknown", "Must be an active agent.")),
        ];
        return faults.Count > 0 ? new Invalid(faults) : null;
    }

    private static async Task<bool> InsertAsync(
        NpgsqlTransaction transaction,
        OpenThread request,
        Guid id,
        Guid caller,
        List<Guid> others,
        CancellationToken cancellationToken
    )
    {
        var (first, second) = Pair(request, caller, others);
        await using var insert = new NpgsqlCommand(InsertSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Of(request.Principal.TenantId),
                Of(id),
                Of(string.IsNullOrEmpty(request.Title) ? null : request.Title, NpgsqlDbType.Text),
                Of(first, NpgsqlDbType.Uuid),
                Of(second, NpgsqlDbType.Uuid),
                Of(caller),
                Of(request.IdempotencyKey, NpgsqlDbType.Text),
            },
        };
        if (await insert.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            return false;
        }

        await using var members = new NpgsqlCommand(MembersSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Of(request.Principal.TenantId),
                Of(id),
                new NpgsqlParameter<Guid[]> { TypedValue = [caller, .. others] },
            },
        };
        await members.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }

    private static async Task<Guid> StandingAsync(
        NpgsqlTransaction transaction,
        OpenThread request,
        Guid caller,
        List<Guid> others,
        CancellationToken cancellationToken
    )
    {
        var (first, second) = Pair(request, caller, others);
        await using var command = new NpgsqlCommand(StandingSql, transaction.Connection, transaction)
        {
            Parameters =
            {
                Of(request.Principal.TenantId),
                Of(first, NpgsqlDbType.Uuid),
                Of(second, NpgsqlDbType.Uuid),
                Of(caller),
                Of(request.IdempotencyKey, NpgsqlDbType.Text),
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken) is Guid id ? id : Guid.Empty;
    }

    // Two without a title talk directly.
    private static (Guid? First, Guid? Second) Pair(OpenThread request, Guid caller, List<Guid> others) =>
        others.Count > 1 || !string.IsNullOrEmpty(request.Title) ? (null, null)
        : caller.CompareTo(others[0]) < 0 ? (caller, others[0])
        : (others[0], caller);

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}

/// <summary>Asks for a thread.</summary>
internal sealed record OpenThread
{
    public required Principal Principal { get; init; }
    public required IReadOnlyList<Guid> MemberIds { get; init; }
    public string? Title { get; init; }
    public string? IdempotencyKey { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Thread">As the caller sees it.</param>
/// <param name="Created">False: it was there.</param>
internal sealed record OpenedThread(AgentThread Thread, bool Created);
