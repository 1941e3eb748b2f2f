using Npgsql;

namespace Chat.Sessions.Customers;

/// <summary>
/// What may happen to a customer, with all that belongs to it: its user's identity, who of it is blocked, and the events.
/// </summary>
internal static class CustomerWrites
{
    private const string LinkUserSql = """
        insert into customer_identities (tenant_id, kind, subject, customer_id, proven, linked_at)
        values ($1, 2, $2, $3, true, $4)
        on conflict (tenant_id, kind, subject) do update set customer_id = $3, proven = true, linked_at = $4
        """;

    private const string CountSql =
        $"select {CustomerColumns.TotalConversations} from customers c where c.tenant_id = $1 and c.id = $2";

    private const string UnlinkUserSql = """
        with gone as (
            delete from customer_identities where tenant_id = $1 and kind = 2 and subject = $2 and customer_id = $3)
        update conversations set owner_blocked = false
        where tenant_id = $1 and owner_kind = 2 and owner_id = $2 and owner_blocked
        """;

    // Two statements: whoever began a conversation meanwhile holds its identity's row, and the second one sees what that
    // began (Data/Sql/append_message.sql).
    private const string BlockIdentitiesSql = """
        update customer_identities set blocked = $3 where tenant_id = $1 and customer_id = $2 and blocked <> $3
        """;

    private const string BlockConversationsSql = """
        update conversations v set owner_blocked = $3 from customer_identities i
        where i.tenant_id = $1 and i.customer_id = $2 and v.tenant_id = $1 and v.owner_kind = i.kind
          and v.owner_id = i.subject and v.owner_blocked <> $3
        """;

    private const string MoveSql = """
        with paths as (update merged_customers set into_id = $3 where tenant_id = $1 and into_id = $2),
            identities as (update customer_identities set customer_id = $3 where tenant_id = $1 and customer_id = $2),
            gone as (delete from customers where tenant_id = $1 and id = $2)
        insert into merged_customers (tenant_id, id, into_id) values ($1, $2, $3)
        """;

    // Whoever of it announces a file just now is waited for; who does afterwards is nobody's any more.
    private const string LockIdentitiesSql =
        "select from customer_identities where tenant_id = $1 and customer_id = $2 order by kind, subject for update";

    // A few at a time: each of them may have hundreds of parts, which go with it.
    private const string DeleteFilesSql = """
        delete from attachments where tenant_id = $1 and id in (
            select a.id from customer_identities i join attachments a
                on a.tenant_id = i.tenant_id and a.owner_kind = i.kind and a.owner_id = i.subject
            where i.tenant_id = $1 and i.customer_id = $2 and (i.proven or not $3)
            order by a.id limit 20
            for update of a)
        """;

    private const string DeleteSql = """
        with paths as (delete from merged_customers where tenant_id = $1 and into_id = $2),
            seen as (
                delete from visitor_details d using customer_identities i
                where i.tenant_id = $1 and i.customer_id = $2
                  and d.tenant_id = $1 and d.kind = i.kind and d.subject = i.subject),
            identities as (delete from customer_identities where tenant_id = $1 and customer_id = $2)
        delete from customers where tenant_id = $1 and id = $2
        """;

    /// <summary>As it is then; null: there is one with this email, external id or idempotency key.</summary>
    public static async Task<Customer?> TryAddAsync(
        this CustomerTransaction transaction,
        Customer customer,
        string? idempotencyKey,
        CancellationToken cancellationToken
    )
    {
        if (!await transaction.TryInsertAsync(customer, idempotencyKey, cancellationToken))
        {
            return null;
        }

        var added = await transaction.LinkUserAsync(customer, null, cancellationToken);
        await transaction.MarkBlockedAsync(added, cancellationToken);
        await transaction.TellAsync(CustomerEvents.Created(transaction.TenantId, added), cancellationToken);
        return added;
    }

    /// <summary>Gives a locked customer another profile; nothing happens when it is the one it has.</summary>
    public static async Task<Customer> ChangeAsync(
        this CustomerTransaction transaction,
        Customer customer,
        CustomerProfile profile,
        bool isVerified,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        if (customer.IsVerified == isVerified && customer.Profile.Says(profile))
        {
            return customer;
        }

        var changed = customer with
        {
            Profile = profile,
            IsVerified = isVerified,
            Version = customer.Version + 1,
            UpdatedAt = now,
        };
        await transaction.UpdateAsync(changed, cancellationToken);
        changed = await transaction.LinkUserAsync(changed, customer.Profile.ExternalId, cancellationToken);
        await transaction.MarkBlockedAsync(changed, cancellationToken);
        await transaction.TellAsync(
            CustomerEvents.Updated(transaction.TenantId, changed, customer.Profile.Status),
            cancellationToken
        );
        return changed;
    }

    /// <summary>Two locked customers turned out to be one. What the surviving one does not know, the other fills in.</summary>
    public static async Task<Customer> MergeAsync(
        this CustomerTransaction transaction,
        Customer from,
        Customer into,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(MoveSql, [Id(from), Id(into)], cancellationToken);
        await transaction.TellAsync(
            CustomerEvents.Deleted(transaction.TenantId, from.Id, into.Id, now),
            cancellationToken
        );
        var merged = into with
        {
            LastSeenAt = from.LastSeenAt > (into.LastSeenAt ?? DateTime.MinValue) ? from.LastSeenAt : into.LastSeenAt,
            TotalConversations = into.TotalConversations + from.TotalConversations,
        };
        return await transaction.ChangeAsync(
            merged,
            into.Profile.FilledWith(from.Profile),
            into.IsVerified || from.IsVerified,
            now,
            cancellationToken
        );
    }

    /// <summary>
    /// Forgets a locked customer, and the files of all visitors and users that are proven to be this customer; where nothing
    /// but what visitors say makes the customer, of all that say so. Their conversations stay, as those of people nobody
    /// knows.
    /// </summary>
    public static async Task DeleteAsync(
        this CustomerTransaction transaction,
        Customer customer,
        DateTime now,
        CancellationToken cancellationToken
    )
    {
        await transaction.ExecuteAsync(LockIdentitiesSql, [Id(customer)], cancellationToken);
        await transaction.BlockAsync(customer, isBlocked: false, cancellationToken);
        NpgsqlParameter[] whose() => [Id(customer), new NpgsqlParameter<bool> { TypedValue = customer.IsVerified }];
        while (await transaction.ExecuteAsync(DeleteFilesSql, whose(), cancellationToken) > 0) { }

        await transaction.ExecuteAsync(DeleteSql, [Id(customer)], cancellationToken);
        await transaction.TellAsync(
            CustomerEvents.Deleted(transaction.TenantId, customer.Id, null, now),
            cancellationToken
        );
    }

    /// <summary>Blocks who belongs to a blocked customer, and nobody who belongs to another.</summary>
    public static Task MarkBlockedAsync(
        this CustomerTransaction transaction,
        Customer customer,
        CancellationToken cancellationToken
    ) => transaction.BlockAsync(customer, customer.Profile.Status is CustomerStatus.Blocked, cancellationToken);

    private static async Task BlockAsync(
        this CustomerTransaction transaction,
        Customer customer,
        bool isBlocked,
        CancellationToken cancellationToken
    )
    {
        foreach (var sql in (string[])[BlockIdentitiesSql, BlockConversationsSql])
        {
            await transaction.ExecuteAsync(
                sql,
                [Id(customer), new NpgsqlParameter<bool> { TypedValue = isBlocked }],
                cancellationToken
            );
        }
    }

    // Whoever it is from now on has conversations, and whoever it is no more took theirs along.
    private static async Task<Customer> LinkUserAsync(
        this CustomerTransaction transaction,
        Customer customer,
        string? before,
        CancellationToken cancellationToken
    )
    {
        var userId = customer.Profile.ExternalId;
        if (string.Equals(userId, before, StringComparison.Ordinal))
        {
            return customer;
        }

        if (before is not null)
        {
            await transaction.ExecuteAsync(
                UnlinkUserSql,
                [CustomerColumns.Text(before), Id(customer)],
                cancellationToken
            );
        }

        if (userId is not null)
        {
            await transaction.ExecuteAsync(
                LinkUserSql,
                [
                    CustomerColumns.Text(userId),
                    Id(customer),
                    new NpgsqlParameter<DateTime> { TypedValue = customer.UpdatedAt },
                ],
                cancellationToken
            );
        }

        var counts = await transaction.QueryAsync(CountSql, [Id(customer)], row => row.GetInt64(0), cancellationToken);
        return customer with { TotalConversations = counts[0] };
    }

    private static NpgsqlParameter Id(Customer customer) => new NpgsqlParameter<Guid> { TypedValue = customer.Id };
}
