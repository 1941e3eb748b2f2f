using Chat.ServiceDefaults.Data;
using Chat.Sessions.Messages;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Search;

/// <summary>The index of messages (Data/Sql/message_search.sql); one round trip each.</summary>
internal sealed class SearchStore(NpgsqlDataSource source, IOptions<SearchOptions> options)
{
    private const string IndexSql = "select index_messages($1, $2, $3, $4)";

    // Deleted since it was indexed: found, and left out. A query without words (%, an emoji) finds nothing: it asks for all
    // words, and would find every message.
    private const string SearchSql =
        "select conversation_id, "
        + StoredMessageReader.EntryColumns
        + " from search_messages($1, $2, $3, $4) join messages "
        + "on conversation_id = found_conversation and sequence = found_sequence "
        + "where tenant_id = $5 and deleted_at is null and numnode(websearch_to_tsquery('simple', $1)) > 0 order by id desc";

    /// <summary>Makes the index say what the messages say now.</summary>
    public async Task IndexAsync(IReadOnlyList<MessagePlace> places, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(IndexSql);
        command.Parameters.Add(
            new NpgsqlParameter<Guid[]> { TypedValue = [.. places.Select(place => place.TenantId)] }
        );
        command.Parameters.Add(
            new NpgsqlParameter<Guid[]> { TypedValue = [.. places.Select(place => place.ConversationId)] }
        );
        command.Parameters.Add(
            new NpgsqlParameter<long[]> { TypedValue = [.. places.Select(place => place.Sequence)] }
        );
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.IndexedCharacters });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Messages with all words of the query, older than one, newest first.</summary>
    public async Task<List<StoredMessage>> SearchAsync(
        Guid tenantId,
        SearchMessages search,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(SearchSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<string> { TypedValue = search.Query },
                    new NpgsqlParameter
                    {
                        Value = (object?)search.ConversationId ?? DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Uuid,
                    },
                    new NpgsqlParameter<Guid> { TypedValue = search.OlderThan ?? Guid.AllBitsSet },
                    new NpgsqlParameter<int> { TypedValue = search.Limit + 1 },
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        var found = new List<StoredMessage>();
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(StoredMessageReader.ReadEntry(row, 1, row.GetGuid(0)));
        }

        return found;
    }
}
