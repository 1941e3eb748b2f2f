using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Customers;

/// <summary>Customers between domain and table.</summary>
internal static class CustomerColumns
{
    /// <summary>How many conversations it has; of a table or alias <c>c</c>.</summary>
    public const string TotalConversations = """
        (select count(*) from customer_identities i join conversations v
            on v.tenant_id = i.tenant_id and v.owner_kind = i.kind and v.owner_id = i.subject
         where i.tenant_id = c.tenant_id and i.customer_id = c.id)
        """;

    /// <summary>What <see cref="Read"/> reads, of a table or alias <c>c</c>.</summary>
    public const string Selected = $"""
        c.id, c.external_id, c.email, c.name, c.phone, c.company, c.avatar_url, c.custom_fields::text, c.tags, c.notes,
        c.status, c.user_category, c.verified, c.version, c.created_at, c.updated_at, c.last_seen_at,
        {TotalConversations}
        """;

    /// <summary>What <see cref="Add"/> gives, from $1 on.</summary>
    public const string Written = """
        tenant_id, id, external_id, email, name, phone, company, avatar_url, custom_fields, tags, notes, status,
        user_category, verified, version, created_at, updated_at, last_seen_at, email_key, name_key, company_key
        """;

    /// <summary>The places of <see cref="Written"/>.</summary>
    public const string Places = """
        $1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21
        """;

    public static Customer Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Profile = new CustomerProfile
            {
                ExternalId = Text(row, 1),
                Email = Text(row, 2),
                Name = row.GetString(3),
                Phone = Text(row, 4),
                Company = Text(row, 5),
                AvatarUrl = Text(row, 6),
                CustomFields = row.GetString(7),
                Tags = row.GetFieldValue<string[]>(8),
                Notes = Text(row, 9),
                Status = (CustomerStatus)row.GetInt16(10),
                UserCategory = Text(row, 11),
            },
            IsVerified = row.GetBoolean(12),
            Version = row.GetInt64(13),
            CreatedAt = row.GetDateTime(14),
            UpdatedAt = row.GetDateTime(15),
            LastSeenAt = row.IsDBNull(16) ? null : row.GetDateTime(16),
            TotalConversations = row.GetInt64(17),
        };

    public static void Add(NpgsqlParameterCollection parameters, Guid tenantId, Customer customer)
    {
        var profile = customer.Profile;
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        parameters.Add(new NpgsqlParameter<Guid> { TypedValue = customer.Id });
        parameters.Add(Text(profile.ExternalId));
        parameters.Add(Text(profile.Email));
        parameters.Add(Text(profile.Name));
        parameters.Add(Text(profile.Phone));
        parameters.Add(Text(profile.Company));
        parameters.Add(Text(profile.AvatarUrl));
        parameters.Add(Text(profile.CustomFields));
        parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. profile.Tags] });
        parameters.Add(Text(profile.Notes));
        parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)profile.Status });
        parameters.Add(Text(profile.UserCategory));
        parameters.Add(new NpgsqlParameter<bool> { TypedValue = customer.IsVerified });
        parameters.Add(new NpgsqlParameter<long> { TypedValue = customer.Version });
        parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = customer.CreatedAt });
        parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = customer.UpdatedAt });
        parameters.Add(Time(customer.LastSeenAt));
        parameters.Add(Text(CustomerProfile.KeyOf(profile.Email)));
        parameters.Add(Text(CustomerProfile.KeyOf(profile.Name)));
        parameters.Add(Text(CustomerProfile.KeyOf(profile.Company)));
    }

    public static NpgsqlParameter Text(string? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(DateTime? value) =>
        new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static string? Text(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);
}
