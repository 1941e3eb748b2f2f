using System.Data;
using Chat.Knowledge.Analysis;
using Chat.Knowledge.Documents;
using Chat.ServiceDefaults.Data;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Knowledge.Corpora;

/// <summary>Reads a tenant's documents, as they are at one moment, and indexes them row by row while they come.</summary>
internal sealed class CorpusLoader(NpgsqlDataSource database, TextAnalyser analyser, IOptions<CorpusOptions> options)
    : ICorpusSource
{
    private const string Version = "select coalesce(max(version), 0) from corpora";
    private const string Documents = "select id, kind, title, url, question from documents order by id";
    private const string Chunks = "select id, document_id, text from chunks order by ordinal, id";

    /// <inheritdoc />
    public async Task<CorpusIndex> LoadAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellationToken
        );
        await TenantScope.ApplyAsync(transaction, tenantId, cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands = { new(Version), new(Documents), new(Chunks) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var version = reader.GetInt64(0);
        var builder = new CorpusIndexBuilder(analyser, options.Value.MaxTenantBytes);
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            builder.Add(ToDocument(reader));
        }
        await reader.NextResultAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            builder.Add(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2));
        }
        return builder.Build(version);
    }

    private static CorpusDocument ToDocument(NpgsqlDataReader reader) =>
        new()
        {
            Id = reader.GetGuid(0),
            Kind = (DocumentKind)reader.GetInt16(1),
            Title = reader.GetString(2),
            Url = reader.GetString(3),
            Question = reader.GetString(4),
        };
}
