using System.Text.RegularExpressions;
using Chat.Contracts.Events.V1;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Log;

/// <summary>What the database holds of a tenant's conversations, and what it will tell others of them.</summary>
internal sealed partial class StoredWorld(SessionsInstance instance, Guid tenantId)
{
    /// <summary>The rows of conversations and messages, and the events, without ids and times.</summary>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        const string Rows = """
            select to_jsonb(c) - array['tenant_id', 'id', 'epoch', 'created_at', 'updated_at', 'last_message_at',
                    'first_response_at', 'lease_reply_id', 'lease_answers', 'lease_expires_at', 'assigned_agent_id',
                    'needs_human_at']
                || jsonb_build_object('leased', c.lease_reply_id is not null, 'answers', c.lease_answers is not null,
                    'responded', c.first_response_at is not null, 'needs_human', c.needs_human_at is not null,
                    'said_last', c.last_message_at = c.updated_at,
                    'messages', (select jsonb_agg(to_jsonb(m) - array['tenant_id', 'conversation_id', 'id', 'author_id',
                        'created_at', 'in_reply_to'] order by m.sequence) from messages m where m.conversation_id = c.id))
            from conversations c where c.tenant_id = $1
            """;
        var stored = new List<string>();
        await using var rows = instance.Admin.CreateCommand(Rows);
        rows.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        await using (var row = await rows.ExecuteReaderAsync(cancellationToken))
        {
            while (await row.ReadAsync(cancellationToken))
            {
                stored.Add(Times().Replace(row.GetString(0), "some time"));
            }
        }

        stored.AddRange(await EventsAsync(cancellationToken));
        return [.. stored.Order(StringComparer.Ordinal)];
    }

    private async Task<List<string>> EventsAsync(CancellationToken cancellationToken)
    {
        var places = await PlacesAsync(cancellationToken);
        await using var command = instance.Admin.CreateCommand(
            """
            select type, payload from outbox
            where tenant_id = $1 and type in ('chat.events.v1.ConversationStarted', 'chat.events.v1.MessagePosted')
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        var events = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var payload = row.GetFieldValue<byte[]>(1);
            if (row.GetString(0).EndsWith("Started", StringComparison.Ordinal))
            {
                var started = ConversationStarted.Parser.ParseFrom(payload);
                events.Add(
                    $"started {started.Conversation.Owner} {started.Conversation.ExternalId} {started.Conversation.Epoch > 0} "
                        + $"{started.Conversation.CreatedAt == started.Header.OccurredAt} "
                        + $"{started.Conversation.UpdatedAt == started.Header.OccurredAt}"
                );
                continue;
            }

            var posted = MessagePosted.Parser.ParseFrom(payload);
            Assert.Equal(
                places[posted.Message.Id],
                (
                    posted.Message.ConversationId,
                    posted.Message.Sequence,
                    posted.Message.CreatedAt.ToDateTime(),
                    posted.Epoch
                )
            );
            events.Add(
                $"posted {posted.Message.Text} {posted.ExternalId} {posted.Message.State} {posted.Message.Citations} "
                    + $"{posted.Message.Usage} {posted.Header.OccurredAt == posted.Message.CreatedAt}"
            );
        }

        return events;
    }

    private async Task<Dictionary<string, (string, long, DateTime, long)>> PlacesAsync(
        CancellationToken cancellationToken
    )
    {
        await using var command = instance.Admin.CreateCommand(
            """
            select m.id, m.conversation_id, m.sequence, m.created_at, c.epoch
            from messages m join conversations c on c.tenant_id = m.tenant_id and c.id = m.conversation_id
            where m.tenant_id = $1
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        var places = new Dictionary<string, (string, long, DateTime, long)>(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            places[row.GetGuid(0).ToString()] = (
                row.GetGuid(1).ToString(),
                row.GetInt64(2),
                row.GetDateTime(3),
                row.GetInt64(4)
            );
        }

        return places;
    }

    [GeneratedRegex("\"[0-9]{4}-[0-9]{2}-[0-9]{2}T[^\"]*\"", RegexOptions.None, 1_000)]
    private static partial Regex Times();
}
