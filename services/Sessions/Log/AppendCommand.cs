using Chat.Sessions.Messages;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Log;

/// <summary>The statement that appends a batch: one array per parameter of append_messages, one element per message.</summary>
internal static class AppendCommand
{
    private static readonly (string Name, NpgsqlDbType Type)[] Columns =
    [
        ("tenant", NpgsqlDbType.Uuid),
        ("target", NpgsqlDbType.Smallint),
        ("conversation", NpgsqlDbType.Uuid),
        ("external", NpgsqlDbType.Text),
        ("guard_kind", NpgsqlDbType.Smallint),
        ("guard_id", NpgsqlDbType.Text),
        ("message", NpgsqlDbType.Uuid),
        ("author_kind", NpgsqlDbType.Smallint),
        ("author_id", NpgsqlDbType.Text),
        ("author_name", NpgsqlDbType.Text),
        ("body", NpgsqlDbType.Text),
        ("client_id", NpgsqlDbType.Text),
        ("state", NpgsqlDbType.Smallint),
        ("reason", NpgsqlDbType.Text),
        ("in_reply_to", NpgsqlDbType.Uuid),
        ("citations", NpgsqlDbType.Text),
        ("usage", NpgsqlDbType.Text),
        ("fence", NpgsqlDbType.Bigint),
        ("lease_expiry", NpgsqlDbType.TimestampTz),
        ("lease_reply", NpgsqlDbType.Uuid),
        ("history", NpgsqlDbType.Integer),
        ("event", NpgsqlDbType.Uuid),
        ("posted", NpgsqlDbType.Bytea),
        ("started_event", NpgsqlDbType.Uuid),
        ("started", NpgsqlDbType.Bytea),
        ("trace", NpgsqlDbType.Text),
        ("retry", NpgsqlDbType.Boolean),
        ("again", NpgsqlDbType.Smallint),
        ("type", NpgsqlDbType.Smallint),
        ("visibility", NpgsqlDbType.Smallint),
        ("metadata", NpgsqlDbType.Text),
        ("withhold", NpgsqlDbType.Smallint),
        ("own_agent", NpgsqlDbType.Boolean),
        ("asks_nothing", NpgsqlDbType.Boolean),
        ("shape", NpgsqlDbType.Smallint),
    ];

    private static readonly string Sql = BuildSql();

    /// <summary>The statement with its parameters, to be prepared once per connection.</summary>
    public static NpgsqlCommand Create(NpgsqlConnection connection, TimeSpan leaseTtl)
    {
        var command = new NpgsqlCommand(Sql, connection);
        foreach (var (name, type) in Columns)
        {
            command.Parameters.Add(
                new NpgsqlParameter { ParameterName = name, NpgsqlDbType = NpgsqlDbType.Array | type }
            );
        }

        command.Parameters.Add(new NpgsqlParameter<int>("lease_seconds", (int)leaseTtl.TotalSeconds));
        return command;
    }

    /// <summary>Puts a batch into the parameters; <paramref name="order"/> says which message comes when.</summary>
    public static void Bind(NpgsqlCommand command, IReadOnlyList<PendingAppend> batch, int[] order)
    {
        var values = command.Parameters;
        values[0].Value = Column(batch, order, p => p.Message.TenantId);
        values[1].Value = Column(batch, order, p => (short)p.Message.Target);
        values[2].Value = Column(batch, order, p => p.Message.ConversationId);
        values[3].Value = Column(batch, order, p => p.Message.ExternalId);
        values[4].Value = Column(batch, order, p => (short?)p.Message.Guard.Kind);
        values[5].Value = Column(batch, order, p => p.Message.Guard.Id);
        values[6].Value = Column(batch, order, p => p.Message.MessageId);
        values[7].Value = Column(batch, order, p => (short)p.Message.Author.Kind);
        values[8].Value = Column(batch, order, p => p.Message.Author.Id);
        values[9].Value = Column(batch, order, p => p.Message.Author.DisplayName);
        values[10].Value = Column(batch, order, p => p.Message.Text);
        values[11].Value = Column(batch, order, p => p.Message.ClientMessageId);
        values[12].Value = Column(batch, order, p => (short)p.Message.State);
        values[13].Value = Column(batch, order, p => p.Message.InterruptionReason);
        values[14].Value = Column(batch, order, p => p.Message.InReplyTo);
        values[15].Value = Column(batch, order, p => MessageJson.Write(p.Message.Citations));
        values[16].Value = Column(batch, order, p => MessageJson.Write(p.Message.Usage));
        values[17].Value = Column(batch, order, p => p.Message.Fence);
        values[18].Value = Column(batch, order, p => p.Message.LeaseExpiry);
        values[19].Value = Column(batch, order, p => p.Message.LeaseReplyId);
        values[20].Value = Column(batch, order, p => p.Message.HistoryLimit);
        values[21].Value = Column(batch, order, p => p.EventId);
        values[22].Value = Column(batch, order, LogEvents.Posted);
        values[23].Value = Column(batch, order, p => p.StartedEventId);
        values[24].Value = Column(batch, order, LogEvents.Started);
        values[25].Value = Column(batch, order, p => p.TraceParent);
        values[26].Value = Column(batch, order, p => p.Attempts > 1);
        values[27].Value = Column(batch, order, p => (short)p.Message.Again);
        values[28].Value = Column(batch, order, p => (short)p.Message.Type);
        values[29].Value = Column(batch, order, p => (short)p.Message.Visibility);
        values[30].Value = Column(batch, order, p => p.Message.Metadata);
        values[31].Value = Column(batch, order, p => (short)p.Message.AiTurn);
        values[32].Value = Column(batch, order, p => p.Message.OwnAgentOnly);
        // What says nothing of it costs nothing in its row.
        values[33].Value = Column(batch, order, p => p.Message.AsksNothing ? true : (bool?)null);
        values[34].Value = Array.ConvertAll(AppendShapes.Of(batch, order), shape => (short)shape);
    }

    private static T[] Column<T>(IReadOnlyList<PendingAppend> batch, int[] order, Func<PendingAppend, T> value)
    {
        var column = new T[order.Length];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(batch[order[i]]);
        }

        return column;
    }

    private static string BuildSql()
    {
        var arguments = string.Join(", ", Columns.Select(column => $"a_{column.Name} => @{column.Name}"));
        return $"select * from append_messages({arguments}, i_lease_seconds => @lease_seconds)";
    }
}
