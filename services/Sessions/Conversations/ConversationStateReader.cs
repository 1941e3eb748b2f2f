using Chat.Sessions.Labels;
using Npgsql;

namespace Chat.Sessions.Conversations;

/// <summary>Reads conversations from rows.</summary>
internal static class ConversationStateReader
{
    /// <summary>The columns <see cref="Read"/> expects, in its order; of the table conversations.</summary>
    public const string Columns =
        "id, external_id, owner_kind, owner_id, owner_name, mode, status, epoch, last_sequence, created_at, updated_at, "
        + "revision, priority, channel, subject, tags, metadata::text, assigned_agent_id, assigned_at, queued_at, "
        + "(select i.customer_id from customer_identities i where i.tenant_id = conversations.tenant_id "
        + "and i.kind = conversations.owner_kind and i.subject = conversations.owner_id) as customer_id, user_category, team_id, department, first_response_at, resolved_at, closed_at, last_message_at, "
        + "message_count, unread_by_agents, unread_by_customer, satisfaction, label";

    /// <summary>How many they are: what a query adds stands from there on.</summary>
    public const int Count = 33;

    /// <summary>The same with cards.</summary>
    public const int CountWithCards = Count + 2;

    /// <summary>The columns <see cref="ReadWithCards"/> expects: one query, whatever it shows of others.</summary>
    public const string ColumnsWithCards = Columns + ", " + CardColumns;

    /// <summary>The columns <see cref="ReadCards"/> expects.</summary>
    public const string CardColumns =
        "(select jsonb_build_object('id', c.id, 'email', c.email, 'name', c.name, 'phone', c.phone, "
        + "'company', c.company, 'avatarUrl', c.avatar_url)::text "
        + "from customer_identities i join customers c on c.tenant_id = i.tenant_id and c.id = i.customer_id "
        + "where i.tenant_id = conversations.tenant_id and i.kind = conversations.owner_kind "
        + "and i.subject = conversations.owner_id) as customer_card, "
        + "(select jsonb_build_object('id', a.id, 'email', a.email, 'name', a.name, 'avatarUrl', a.avatar_url)::text "
        + "from agents a where a.tenant_id = conversations.tenant_id and a.id = conversations.assigned_agent_id) "
        + "as agent_card";

    /// <summary>A conversation, who its customer is and who has it.</summary>
    public static ConversationState ReadWithCards(NpgsqlDataReader row) => ReadCards(row, Count, Read(row));

    /// <summary>The same of a conversation that is known, from the columns behind <paramref name="first"/>.</summary>
    public static ConversationState ReadCards(NpgsqlDataReader row, int first, ConversationState conversation) =>
        conversation with
        {
            Customer = ConversationJson.ReadCustomer(Text(row, first)),
            AssignedAgent = ConversationJson.ReadAgent(Text(row, first + 1)),
        };

    public static ConversationState Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            ExternalId = Text(row, 1),
            Owner = new Author((AuthorKind)row.GetInt16(2), row.GetString(3), row.GetString(4)),
            Mode = (ConversationMode)row.GetInt16(5),
            Status = (ConversationStatus)row.GetInt16(6),
            Epoch = row.GetInt64(7),
            LastSequence = row.GetInt64(8),
            CreatedAt = row.GetDateTime(9),
            UpdatedAt = row.GetDateTime(10),
            Revision = row.GetInt64(11),
            Priority = (ConversationPriority)row.GetInt16(12),
            Channel = row.GetString(13),
            Subject = Text(row, 14),
            Tags = row.GetFieldValue<string[]>(15),
            Metadata = Text(row, 16),
            AssignedAgentId = Id(row, 17),
            AssignedAt = Time(row, 18),
            QueuedAt = Time(row, 19),
            CustomerId = Id(row, 20),
            UserCategory = Text(row, 21),
            TeamId = Id(row, 22),
            Department = Text(row, 23),
            FirstResponseAt = Time(row, 24),
            ResolvedAt = Time(row, 25),
            ClosedAt = Time(row, 26),
            LastMessageAt = Time(row, 27),
            MessageCount = row.GetInt32(28),
            UnreadByAgents = row.GetInt32(29),
            UnreadByCustomer = row.GetInt32(30),
            Satisfaction = row.IsDBNull(31) ? null : row.GetInt16(31),
            Label = row.IsDBNull(32) ? null : (TrainingLabel)row.GetInt16(32),
        };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);

    private static DateTime? Time(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetDateTime(column);
}
