using Chat.ServiceDefaults;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Webhooks.Events;

/// <summary>Adds deliveries: all of a group in one statement. Those that exist already are left as they are.</summary>
internal sealed class DeliveryInserts(NpgsqlDataSource database)
{
    private const string Sql = "select add_deliveries($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// <summary>How many are new.</summary>
    public async Task<int> AddAsync(IReadOnlyList<NewDelivery> deliveries, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Sql);
        Add(command, Column(deliveries, _ => Ids.New()));
        Add(command, Column(deliveries, d => d.Event.TenantId));
        Add(command, Column(deliveries, d => d.SubscriptionId));
        Add(command, Column(deliveries, d => d.Event.Id));
        Add(command, Column(deliveries, d => d.Event.Type));
        Add(command, Column(deliveries, d => d.Event.ConversationId));
        Add(command, Column(deliveries, d => d.Event.Sequence));
        Add(command, Column(deliveries, d => d.Event.Body));
        command.Parameters.Add(
            new NpgsqlParameter
            {
                Value = Column(deliveries, d => d.Event.TraceParent),
                NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
            }
        );
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static void Add<T>(NpgsqlCommand command, T[] column) =>
        command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = column });

    private static T[] Column<T>(IReadOnlyList<NewDelivery> deliveries, Func<NewDelivery, T> value)
    {
        var column = new T[deliveries.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(deliveries[i]);
        }

        return column;
    }
}
