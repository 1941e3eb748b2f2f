using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Outbox;
using Chat.Sessions.Messages;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Unanswered;

/// <summary>Finds questions whose answers were lost, and remembers what was done about them.</summary>
internal sealed class UnansweredStore(NpgsqlDataSource source)
{
    // What stands behind a question that nobody answered is little: events, internal notes, messages for people.
    private const int LookBack = 20;

    // In the order of their index, and only live ones, as the sweep that ends them (SweepStore) reads them. A lease that is
    // free and names the question was given back by whoever settled it. What has no client message id cannot be asked for
    // again; message.send always has one. What is one question and its answer, as most are, is known by its own row.
    private const string FindSql = $"""
        select {StoredMessageReader.Columns}, conversation_id, asked
        from (
            select m.*, coalesce(q.asked, 0::smallint) as asked
            from (values (1::smallint), (3::smallint)) as s(one), lateral (
                select id, lease_reply_id, lease_answers from conversations
                where (status, tenant_id, id) > (s.one, $1, '00000000-0000-0000-0000-000000000000'::uuid)
                  and (status, tenant_id, id) < (s.one, $1, id_floor(now() - $2))
                  and mode = 1 and needs_human_at is null
                  and last_message_at < now() - $2 and last_message_at > now() - $3
                  and (lease_reply_id is null or lease_expires_at < now())
                  and not (lease_reply_id is null and lease_answers is not null and message_count = 2
                    and unread_by_agents = 1)) as c, lateral (
                select * from (
                    select * from messages n
                    where n.conversation_id = c.id
                    order by n.sequence desc limit $5) as newest
                where author_kind in (1, 2) and type <> 6 and visibility = 1 and deleted_at is null
                  and asks_nothing is not true
                order by sequence desc limit 1) as m
                left join unanswered_questions q
                    on q.tenant_id = $1 and q.conversation_id = m.conversation_id and q.message_id = m.id
            where m.client_message_id is not null and m.created_at > now() - $3
              and not (c.lease_reply_id is null and c.lease_answers is not distinct from m.id)
              and (q.next_at is null or q.next_at < now())
              and not exists (
                select from messages a
                where a.conversation_id = m.conversation_id and a.sequence > m.sequence
                  and (a.in_reply_to = m.id or (a.author_kind = 3 and a.visibility = 1 and a.type <> 6)))
            limit $4) as messages
        """;

    private const string ForgetSql = "delete from unanswered_questions where tenant_id = $1 and asked_at < now() - $2";

    private const string NoteSql = """
        insert into unanswered_questions (tenant_id, conversation_id, message_id, asked, asked_at, next_at)
        select $1, q.conversation_id, q.message_id, q.asked, now(),
            case when q.asked > $6 then 'infinity'::timestamptz else now() + $5 * power(2, q.asked) end
        from unnest($2::uuid[], $3::uuid[], $4::smallint[]) as q(conversation_id, message_id, asked)
        on conflict (tenant_id, conversation_id) do update
        set message_id = excluded.message_id, asked = excluded.asked, asked_at = excluded.asked_at,
            next_at = excluded.next_at
        """;

    /// <summary>Questions in which something is to be done now.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="after">How old the newest message must be.</param>
    /// <param name="maxAge">How old the question may be.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<List<UnansweredQuestion>> FindAsync(
        Guid tenantId,
        TimeSpan after,
        TimeSpan maxAge,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        // A table that was never analyzed would be read as a whole, with the conversations that are over.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("set local enable_seqscan = off"));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(FindSql)
            {
                Parameters =
                {
                    Of(tenantId),
                    Of(after),
                    Of(maxAge),
                    new NpgsqlParameter<int> { TypedValue = limit },
                    new NpgsqlParameter<int> { TypedValue = LookBack },
                },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand(ForgetSql) { Parameters = { Of(tenantId), Of(maxAge) } });
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var questions = new List<UnansweredQuestion>();
        while (await row.ReadAsync(cancellationToken))
        {
            var message = StoredMessageReader.Read(row, 0, row.GetGuid(17));
            questions.Add(new UnansweredQuestion(message, row.GetInt16(18)));
        }

        return questions;
    }

    /// <summary>
    /// Remembers that something was done about each, with the events that do it; what was done more often than the AI is asked
    /// is done with.
    /// </summary>
    public async Task NoteAsync(
        Guid tenantId,
        IReadOnlyList<UnansweredQuestion> questions,
        TimeSpan after,
        int maxAsks,
        IReadOnlyList<OutboxRow> events,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(NoteSql)
            {
                Parameters =
                {
                    Of(tenantId),
                    Of(questions.Select(question => question.Message.ConversationId)),
                    Of(questions.Select(question => question.Message.Id)),
                    Of(questions.Select(question => (short)(question.Asked + 1))),
                    Of(after),
                    new NpgsqlParameter<int> { TypedValue = maxAsks },
                },
            }
        );
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Outbox.InsertSql)
            {
                Parameters =
                {
                    Of(events.Select(told => told.Id)),
                    Of(events.Select(told => told.TenantId)),
                    Of(events.Select(told => told.Type)),
                    Of(events.Select(told => told.Payload)),
                    new NpgsqlParameter
                    {
                        Value = events.Select(told => told.TraceParent).ToArray(),
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
                    },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlParameter<Guid> Of(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter Of(TimeSpan value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Interval };

    private static NpgsqlParameter<T[]> Of<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}
