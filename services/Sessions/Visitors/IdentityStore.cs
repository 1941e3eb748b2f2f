using Chat.ServiceDefaults.Data;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Visitors;

/// <summary>Reads identities; one round trip each.</summary>
internal sealed class IdentityStore(NpgsqlDataSource source)
{
    private const string FindSql = $"""
        select {IdentityColumns.Selected} from customer_identities where tenant_id = $1 and kind = $2 and subject = $3
        """;

    /// <summary>What is known of a visitor or user; of a stranger nothing.</summary>
    public async Task<Identity> FindAsync(
        Guid tenantId,
        AuthorKind kind,
        string subject,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(FindSql)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = tenantId },
                    new NpgsqlParameter<short> { TypedValue = (short)kind },
                    new NpgsqlParameter<string> { TypedValue = subject },
                },
            }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? IdentityColumns.Read(row, kind, subject)
            : new Identity { Kind = kind, Subject = subject };
    }

    /// <summary>Whether the caller is a customer of whom the company takes nothing more.</summary>
    public async Task<bool> IsBlockedAsync(Principal caller, CancellationToken cancellationToken) =>
        Person.Of(caller) is { IsSuccess: true, Value: var person }
        && (await FindAsync(person.TenantId, person.Kind, person.Subject, cancellationToken)).IsBlocked;
}
