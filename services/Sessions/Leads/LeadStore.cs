using Chat.ServiceDefaults.Data;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Leads;

/// <summary>Writes and reads leads; one round trip each.</summary>
internal sealed class LeadStore(NpgsqlDataSource source)
{
    private const string Columns =
        "id, conversation_id, name, email, company, phone, project_details, source, captured_at";

    // One statement, hence one transaction: a lead without its event, or the other way round, cannot be. The event's
    // external_id, which the conversation's row alone knows, is appended to its payload, where protobuf merges it.
    private const string AddSql = $"""
        with lead as (
            insert into leads (tenant_id, tool_call_id, {Columns}, message_id, reply_id)
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $16, $17
            from conversations where tenant_id = $1 and id = $4
                and not exists (
                    select from leads where tenant_id = $1 and conversation_id = $4
                        and message_id = $16 and reply_id <> $17 and lower(email) = lower($6))
            on conflict (tenant_id, conversation_id, tool_call_id) do nothing
            returning id
        )
        insert into outbox (id, tenant_id, type, payload, trace_parent)
        select $12, $1, $13, $14 || coalesce(
            '\x1a'::bytea || pb_varint(octet_length(c.external_id)) || convert_to(c.external_id, 'UTF8'), ''), $15
        from lead join conversations c on c.tenant_id = $1 and c.id = $4
        """;

    // The call's own lead, else the one that an earlier reply to the same message captured of the same visitor.
    private const string ByCallSql = $"""
        select {Columns} from leads
        where tenant_id = $1 and conversation_id = $2
            and (tool_call_id = $3 or message_id = $4 and reply_id <> $5 and lower(email) = lower($6))
        order by tool_call_id = $3 desc, id limit 1
        """;

    // Ids grow with time, so this is newest first.
    private const string PageSql = $"""
        select {Columns} from leads where tenant_id = $1 and id < $2 order by id desc limit $3
        """;

    /// <summary>
    /// Stores one with its event, unless the call is known, or another reply to the same message brought the visitor.
    /// Replies of one conversation are made one after the other, so two of them cannot pass each other here.
    /// </summary>
    /// <returns>What is stored for the call, now or before; null: there is no such conversation.</returns>
    public async Task<Lead?> AddAsync(CaptureLead request, Lead lead, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, request.TenantId);
        batch.BatchCommands.Add(Adding(request, lead));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(ByCallSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = request.TenantId },
                    new NpgsqlParameter<Guid> { TypedValue = lead.ConversationId },
                    new NpgsqlParameter<string> { TypedValue = request.ToolCallId },
                    Optional(request.Origin?.MessageId, NpgsqlDbType.Uuid),
                    Optional(request.Origin?.ReplyId, NpgsqlDbType.Uuid),
                    new NpgsqlParameter<string> { TypedValue = lead.Details.Email },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row) : null;
    }

    /// <summary>Leads older than one, newest first.</summary>
    public async Task<List<Lead>> PageAsync(
        Guid tenantId,
        Guid? olderThan,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(PageSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = olderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter<int> { TypedValue = limit },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var page = new List<Lead>(limit);
        while (await row.ReadAsync(cancellationToken))
        {
            page.Add(Read(row));
        }

        return page;
    }

    private static NpgsqlBatchCommand Adding(CaptureLead request, Lead lead)
    {
        var captured = LeadEvents.Captured(request.TenantId, lead);
        return new NpgsqlBatchCommand(AddSql)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = request.TenantId },
                new NpgsqlParameter<string> { TypedValue = request.ToolCallId },
                new NpgsqlParameter<Guid> { TypedValue = lead.Id },
                new NpgsqlParameter<Guid> { TypedValue = lead.ConversationId },
                new NpgsqlParameter<string> { TypedValue = lead.Details.Name },
                new NpgsqlParameter<string> { TypedValue = lead.Details.Email },
                new NpgsqlParameter<string> { TypedValue = lead.Details.Company },
                new NpgsqlParameter<string> { TypedValue = lead.Details.Phone },
                new NpgsqlParameter<string> { TypedValue = lead.Details.ProjectDetails },
                new NpgsqlParameter<string> { TypedValue = lead.Details.Source },
                new NpgsqlParameter<DateTime> { TypedValue = lead.CapturedAt },
                new NpgsqlParameter<Guid> { TypedValue = captured.Id },
                new NpgsqlParameter<string> { TypedValue = captured.Type },
                new NpgsqlParameter<byte[]> { TypedValue = captured.Payload },
                Optional(captured.TraceParent, NpgsqlDbType.Text),
                Optional(request.Origin?.MessageId, NpgsqlDbType.Uuid),
                Optional(request.Origin?.ReplyId, NpgsqlDbType.Uuid),
            },
        };
    }

    private static NpgsqlParameter Optional(object? value, NpgsqlDbType type) =>
        new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };

    private static Lead Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            ConversationId = row.GetGuid(1),
            Details = new LeadDetails
            {
                Name = row.GetString(2),
                Email = row.GetString(3),
                Company = row.GetString(4),
                Phone = row.GetString(5),
                ProjectDetails = row.GetString(6),
                Source = row.GetString(7),
            },
            CapturedAt = row.GetDateTime(8),
        };
}
