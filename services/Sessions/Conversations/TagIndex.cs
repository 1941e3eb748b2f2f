using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>Keeps the table conversation_tags as the conversations' tags are.</summary>
internal static class TagIndex
{
    private const string RemoveSql = """
        delete from conversation_tags where tenant_id = $1 and conversation_id = $2 and tag = any($3)
        """;

    private const string AddSql = """
        insert into conversation_tags (tenant_id, conversation_id, tag) select $1, $2, unnest($3)
        on conflict do nothing
        """;

    /// <summary>Nothing when the tags are the same.</summary>
    public static IReadOnlyList<NpgsqlBatchCommand> Writing(
        Guid tenantId,
        ConversationState before,
        ConversationState after
    )
    {
        List<NpgsqlBatchCommand> commands = [];
        Add(commands, RemoveSql, tenantId, after.Id, before.Tags.Except(after.Tags, StringComparer.Ordinal));
        Add(commands, AddSql, tenantId, after.Id, after.Tags.Except(before.Tags, StringComparer.Ordinal));
        return commands;
    }

    private static void Add(
        List<NpgsqlBatchCommand> commands,
        string sql,
        Guid tenantId,
        Guid conversationId,
        IEnumerable<string> tags
    )
    {
        string[] some = [.. tags];
        if (some.Length == 0)
        {
            return;
        }

        commands.Add(
            new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<Guid> { TypedValue = conversationId },
                    new NpgsqlParameter<string[]> { TypedValue = some },
                },
            }
        );
    }
}
