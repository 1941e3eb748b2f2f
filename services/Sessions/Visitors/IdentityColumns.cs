using Chat.Sessions.Conversations;
using Npgsql;

namespace Chat.Sessions.Visitors;

/// <summary>Identities between domain and table.</summary>
internal static class IdentityColumns
{
    public const string Selected = "customer_id, proven, blocked, name, email, phone";

    public static Identity Read(NpgsqlDataReader row, AuthorKind kind, string subject) =>
        new()
        {
            Kind = kind,
            Subject = subject,
            CustomerId = row.IsDBNull(0) ? null : row.GetGuid(0),
            IsProven = row.GetBoolean(1),
            IsBlocked = row.GetBoolean(2),
            Claims = new Claims
            {
                Name = Text(row, 3),
                Email = Text(row, 4),
                Phone = Text(row, 5),
            },
        };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
