using Chat.Knowledge.Documents;
using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Errors;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Knowledge.Retrieval;

/// <summary>Finds the passages that answer a question. One round trip.</summary>
internal sealed class SearchDocuments(NpgsqlDataSource database, TextAnalyser analyser)
{
    /// <summary>A passage that scores less is not worth offering.</summary>
    internal const double MinScore = 0.3;

    private const int MaxQuery = 10_000;
    private const int CountedQuery = 1000;
    private const int MaxLimit = 20;
    private const int DefaultLimit = 5;

    /// <summary>The best passages first; none is no error.</summary>
    /// <param name="tenantId">Whose documents.</param>
    /// <param name="query">1 to 10,000 UTF-16 units, of which the first 1,000 count.</param>
    /// <param name="limit">1 to 20; 0 means 5.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public async Task<Result<SearchResult>> SearchAsync(
        Guid tenantId,
        string query,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (Validate(query, limit) is { } invalid)
        {
            return invalid;
        }
        var analysed = analyser.Analyse(query.Length > CountedQuery ? query[..CountedQuery] : query);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(Command(analysed, limit == 0 ? DefaultLimit : limit));
        await using var reader = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await ReadAsync(reader, cancellationToken);
    }

    private static Invalid? Validate(string query, int limit)
    {
        var faults = new List<FieldFault>();
        if (query.Length is 0 or > MaxQuery)
        {
            faults.Add(new FieldFault("/query", "out_of_range", $"A query has 1 to {MaxQuery} characters."));
        }
        if (limit is < 0 or > MaxLimit)
        {
            faults.Add(new FieldFault("/limit", "out_of_range", $"The limit is 1 to {MaxLimit}."));
        }
        return faults.Count == 0 ? null : new Invalid(faults);
    }

    private static NpgsqlBatchCommand Command(AnalysedQuery query, int limit)
    {
        var command = new NpgsqlBatchCommand(SearchStatement.Text);
        command.Parameters.Add(Array(NpgsqlDbType.Text, query.Terms));
        command.Parameters.Add(Array(NpgsqlDbType.Integer, query.Groups));
        command.Parameters.Add(Array(NpgsqlDbType.Real, query.Factors));
        command.Parameters.Add(Array(NpgsqlDbType.Real, query.Weights));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<double> { TypedValue = MinScore });
        return command;
    }

    private static async Task<SearchResult> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        long documents = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            documents = reader.GetInt64(0);
            if (!await reader.IsDBNullAsync(1, cancellationToken))
            {
                hits.Add(ToHit(reader));
            }
        }
        return new SearchResult(hits, documents);
    }

    private static SearchHit ToHit(NpgsqlDataReader reader) =>
        new()
        {
            Score = Math.Clamp(reader.GetDouble(1), 0, 1),
            ChunkId = reader.GetGuid(2),
            Text = reader.GetString(3),
            DocumentId = reader.GetGuid(4),
            Kind = (DocumentKind)reader.GetInt16(5),
            Title = reader.GetString(6),
            Url = reader.GetString(7),
            Question = reader.GetString(8),
        };

    private static NpgsqlParameter<T[]> Array<T>(NpgsqlDbType type, IReadOnlyList<T> values) =>
        new() { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | type };
}
