using Chat.Sessions.Conversations;
using Chat.Sessions.Customers;
using Npgsql;

namespace Chat.Sessions.Visitors;

/// <summary>Identities within a transaction about customers. They are locked before their customers.</summary>
internal static class IdentityWrites
{
    public const int MaxOfCustomer = 500;

    // There may be no row to lock yet.
    private const string LockSql =
        "select pg_advisory_xact_lock(hashtextextended('identity ' || $1::text || ' ' || $2::text || ' ' || $3, 0))";

    private const string FindSql = $"""
        select {IdentityColumns.Selected} from customer_identities where tenant_id = $1 and kind = $2 and subject = $3
        """;

    private const string PutSql = """
        insert into customer_identities (tenant_id, kind, subject, customer_id, proven, name, email, phone, linked_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        on conflict (tenant_id, kind, subject) do update
        set customer_id = $4, proven = $5, name = $6, email = $7, phone = $8, linked_at = $9
        """;

    private const string CountSql =
        "select count(*)::int from customer_identities where tenant_id = $1 and customer_id = $2";

    // Whoever proved nothing goes first, then whoever said nothing.
    private const string MakeRoomSql = """
        update customer_identities set customer_id = null, proven = false, blocked = false
        where (tenant_id, kind, subject) in (
            select i.tenant_id, i.kind, i.subject from customer_identities i
            where i.tenant_id = $1 and i.customer_id = $2 and i.kind = 1 and (not i.proven or not exists (
                select from conversations v
                where v.tenant_id = i.tenant_id and v.owner_kind = i.kind and v.owner_id = i.subject))
            order by i.proven, i.linked_at limit 1)
        returning kind, subject
        """;

    // Nobody is left who could lift it. A statement of its own, as with blocking: it sees what was begun meanwhile.
    private const string UnblockSql = """
        update conversations set owner_blocked = false
        where tenant_id = $1 and owner_kind = $2 and owner_id = $3 and owner_blocked
        """;

    /// <summary>What is known of a visitor or user; nobody else changes it until the transaction ends.</summary>
    public static async Task<Identity> LockIdentityAsync(
        this CustomerTransaction transaction,
        AuthorKind kind,
        string subject,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(LockSql, Key(kind, subject), cancellationToken);
        var found = await transaction.QueryAsync(
            FindSql,
            Key(kind, subject),
            row => IdentityColumns.Read(row, kind, subject),
            cancellationToken
        );
        return found.SingleOrDefault() ?? new Identity { Kind = kind, Subject = subject };
    }

    public static Task PutAsync(
        this CustomerTransaction transaction,
        Identity identity,
        DateTime now,
        CancellationToken cancellationToken
    ) =>
        transaction.ExecuteAsync(
            PutSql,
            [
                .. Key(identity.Kind, identity.Subject),
                identity.CustomerId is { } id
                    ? new NpgsqlParameter<Guid> { TypedValue = id }
                    : new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new NpgsqlParameter<bool> { TypedValue = identity.IsProven },
                CustomerColumns.Text(identity.Claims.Name),
                CustomerColumns.Text(identity.Claims.Email),
                CustomerColumns.Text(identity.Claims.Phone),
                new NpgsqlParameter<DateTime> { TypedValue = now },
            ],
            cancellationToken
        );

    /// <summary>The customer that is a user, made when it was deleted. Null: somebody else is making it.</summary>
    public static async Task<Customer?> OfUserAsync(
        this CustomerTransaction transaction,
        string userId,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        var known = await transaction.LockKnownAsAsync(userId, null, cancellationToken);
        if (known.Count > 0)
        {
            return known[0];
        }

        var made = Customer.New(new CustomerProfile { ExternalId = userId }, isVerified: true, now);
        return await transaction.TryAddAsync(made, null, cancellationToken);
    }

    /// <summary>How many visitors and users are this customer.</summary>
    public static async Task<int> CountIdentitiesAsync(
        this CustomerTransaction transaction,
        Guid customerId,
        CancellationToken cancellationToken
    )
    {
        var counts = await transaction.QueryAsync(
            CountSql,
            [new NpgsqlParameter<Guid> { TypedValue = customerId }],
            row => row.GetInt32(0),
            cancellationToken
        );
        return counts[0];
    }

    /// <summary>False: all of the customer's visitors are proven and have conversations.</summary>
    public static async Task<bool> MakeRoomAsync(
        this CustomerTransaction transaction,
        Guid customerId,
        CancellationToken cancellationToken
    )
    {
        var gone = await transaction.QueryAsync(
            MakeRoomSql,
            [new NpgsqlParameter<Guid> { TypedValue = customerId }],
            row => Key((AuthorKind)row.GetInt16(0), row.GetString(1)),
            cancellationToken
        );
        foreach (var identity in gone)
        {
            await transaction.ExecuteAsync(UnblockSql, identity, cancellationToken);
        }

        return gone.Count == 1;
    }

    private static NpgsqlParameter[] Key(AuthorKind kind, string subject) =>
        [new NpgsqlParameter<short> { TypedValue = (short)kind }, new NpgsqlParameter<string> { TypedValue = subject }];
}
