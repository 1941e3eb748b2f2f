using System.Diagnostics;
using System.Text.Json;
using Chat.Webhooks.Events;
using Chat.Webhooks.Secrets;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Subscriptions;

/// <summary>The statements that concern the subscriptions of all tenants.</summary>
internal sealed class SubscriptionStore(NpgsqlDataSource database, SecretVault vault)
{
    private const string SyncSql = "select sync_subscriptions($1)";
    private const string ActiveSql = "select id, tenant_id, format, events from active_subscriptions()";

    /// <summary>
    /// Makes the stored subscriptions those that are configured, their secrets sealed; says how many are in force.
    /// </summary>
    public async Task<int> SyncAsync(IReadOnlyList<SyncedSubscription> configured, CancellationToken cancellationToken)
    {
        var settings = configured.Select(s =>
            s with
            {
                Secrets = Array.ConvertAll(s.Secrets, secret => vault.Seal(s.Id, secret)),
            }
        );
        await using var command = database.CreateCommand(SyncSql);
        command.Parameters.Add(
            new NpgsqlParameter
            {
                NpgsqlDbType = NpgsqlDbType.Jsonb,
                Value = JsonSerializer.Serialize(
                    settings.ToArray(),
                    SubscriptionJsonContext.Default.SyncedSubscriptionArray
                ),
            }
        );
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>The subscriptions that are on.</summary>
    public async Task<SubscriptionsSnapshot> LoadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(ActiveSql);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<SubscriptionEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            entries.Add(Read(reader));
        }

        return new SubscriptionsSnapshot(entries);
    }

    private static SubscriptionEntry Read(NpgsqlDataReader row) =>
        new(
            row.GetGuid(0),
            row.GetGuid(1),
            WebhookFormats.Parse(row.GetString(2))
                ?? throw new UnreachableException("The table's check lets no other format in."),
            row.GetFieldValue<string[]>(3)
        );
}
