using Chat.ServiceDefaults.Egress;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Secrets;

/// <summary>
/// Seals stored secrets that are not sealed under the present key: those from before there was one, and those of a key
/// that was rotated. Configured subscriptions are sealed anew on every start anyway; this finds the others.
/// </summary>
internal sealed class SecretSealing(NpgsqlDataSource database, SecretVault vault, ILogger<SecretSealing> logger)
{
    private const int PageSize = 100;
    private const string PageSql = "select id, secrets from stale_secrets($1, $2, $3)";
    private const string ReplaceSql = "select replace_secrets($1, $2, $3)";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var (done, unreadable, last) = (0, 0, Guid.Empty);
        List<StoredSecrets> page;
        do
        {
            page = await ReadPageAsync(last, cancellationToken);
            foreach (var stored in page)
            {
                last = stored.SubscriptionId;
                if (Resealed(stored) is { } secrets)
                {
                    done += await ReplaceAsync(stored, secrets, cancellationToken);
                }
                else
                {
                    unreadable++;
                }
            }
        } while (page.Count == PageSize);

        if (done > 0)
        {
            SecretsLog.Resealed(logger, done);
        }

        if (unreadable > 0)
        {
            SecretsLog.Unreadable(logger, unreadable);
        }
    }

    private string[]? Resealed(StoredSecrets stored)
    {
        var secrets = new string[stored.Values.Length];
        for (var i = 0; i < secrets.Length; i++)
        {
            var value = stored.Values[i];
            // Plain ones are from before this version; nothing else in a row starts so.
            if (value.StartsWith(WebhookSecret.Prefix, StringComparison.Ordinal))
            {
                secrets[i] = vault.Seal(stored.SubscriptionId, value);
            }
            else if (vault.TryOpen(stored.SubscriptionId, value, out var secret))
            {
                secrets[i] = vault.Seal(stored.SubscriptionId, secret);
            }
            else
            {
                return null;
            }
        }

        return secrets;
    }

    private async Task<List<StoredSecrets>> ReadPageAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(PageSql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = vault.CurrentPrefix });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = PageSize });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var page = new List<StoredSecrets>();
        while (await reader.ReadAsync(cancellationToken))
        {
            page.Add(new StoredSecrets(reader.GetGuid(0), reader.GetFieldValue<string[]>(1)));
        }

        return page;
    }

    // 0 when somebody else changed them meanwhile: then they are no longer ours to replace.
    private async Task<int> ReplaceAsync(StoredSecrets old, string[] secrets, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ReplaceSql);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = old.SubscriptionId });
        command.Parameters.Add(Texts(old.Values));
        command.Parameters.Add(Texts(secrets));
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static NpgsqlParameter Texts(string[] values) =>
        new() { Value = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
}
