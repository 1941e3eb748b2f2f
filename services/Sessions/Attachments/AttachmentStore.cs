using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Npgsql;
using NpgsqlTypes;

namespace Chat.Sessions.Attachments;

/// <summary>Writes and reads attachments; one round trip each.</summary>
internal sealed class AttachmentStore(NpgsqlDataSource source)
{
    private const string Columns =
        "id, owner_kind, owner_id, file_name, content_type, size, created_at, upload_until, stored_at";

    // Whoever deletes the owner's customer, or makes it one's, waits for this, or this for them: the customer is gone before,
    // or takes the file along. Two statements: the second sees what the first has waited for. Before all other locks, since
    // who deletes a customer may wait for files that are made room of here.
    private static readonly string[] LockOwnerSql =
    [
        "select lock_sender($1, $2, $3)",
        "select 1 from customer_identities where tenant_id = $1 and kind = $2 and subject = $3 for share",
    ];

    // What was announced long ago and never came makes room, a little with each announcement.
    private const string SweepSql = """
        delete from attachments where tenant_id = $1 and id in (
            select id from attachments
            where tenant_id = $1 and stored_at is null and upload_until <= $2
            order by upload_until limit 20
            for update skip locked)
        """;

    // Announcements of a tenant one by one: many at once must not pass a bound that each of them keeps.
    private const string LockSql = "select pg_advisory_xact_lock(hashtextextended('attachments ' || $1::text, 0))";

    private const string AddSql = $"""
        with used as (
            select
                (select count(*) from attachments
                where tenant_id = $1 and owner_kind = $3 and owner_id = $4 and stored_at is null and upload_until > $8)
                    as pending,
                case when $11::bigint is null then 0 else (
                    select coalesce(sum(a.size), 0)
                    from owners_open_to($1, $3, $4) o join attachments a
                        on a.tenant_id = $1 and a.owner_kind = o.kind and a.owner_id = o.subject
                    where a.stored_at is not null or a.upload_until > $8) end as owned,
                (select coalesce(sum(size), 0) from attachments
                where tenant_id = $1 and (stored_at is not null or upload_until > $8)) as total
        ), fits as (
            select
                pending < $10 as turn,
                $11::bigint is null or owned + $7 <= $11 as share,
                total + $7 <= $12 as room,
                owned
            from used
        ), added as (
            insert into attachments (tenant_id, {Columns})
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, null from fits where turn and share and room
        )
        select turn, share, room, owned from fits
        """;

    private const string FindSql = $"select {Columns} from attachments where tenant_id = $1 and id = $2";

    // Whoever sends keeps the room. What was given up stays so: its room may be another file's by now.
    private const string PutSql = """
        with awaited as (
            update attachments set upload_until = $6
            where tenant_id = $1 and id = $2 and stored_at is null and upload_until > $5
            returning id
        )
        insert into attachment_parts (tenant_id, attachment_id, part, bytes)
        select $1, id, $3, $4 from awaited
        on conflict (tenant_id, attachment_id, part) do update set bytes = excluded.bytes
        """;

    private const string FinishSql = """
        update attachments a set stored_at = $3
        where a.tenant_id = $1 and a.id = $2 and a.stored_at is null and a.upload_until > $3
            and a.size = (
                select coalesce(sum(length(p.bytes)), 0) from attachment_parts p
                where p.tenant_id = $1 and p.attachment_id = $2)
        """;

    // Its parts go by their foreign key; whoever sends them just now is waited for, and finds nothing afterwards.
    private const string DeleteSql = """
        delete from attachments where tenant_id = $1 and id = $2 and (
            $3::smallint is null
            or (owner_kind, owner_id) in (select kind, subject from owners_open_to($1, $3, $4)))
        """;

    private const string PartSql =
        "select bytes from attachment_parts where tenant_id = $1 and attachment_id = $2 and part = $3";

    /// <summary>Announces one.</summary>
    /// <returns>Whether it was; when not, which bound it would pass, and what its owner has.</returns>
    public async Task<(AddedAttachment Outcome, long OwnedBytes)> AddAsync(
        Attachment attachment,
        AttachmentBounds bounds,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, attachment.TenantId);
        foreach (var sql in LockOwnerSql)
        {
            Add(batch, sql, Id(attachment.TenantId), Kind(attachment), Text(attachment.OwnerId));
        }

        Add(batch, LockSql, Id(attachment.TenantId));
        Add(batch, SweepSql, Id(attachment.TenantId), Time(attachment.CreatedAt));
        Add(
            batch,
            AddSql,
            Id(attachment.TenantId),
            Id(attachment.Id),
            Kind(attachment),
            Text(attachment.OwnerId),
            Text(attachment.FileName),
            Text(attachment.ContentType),
            new NpgsqlParameter<int> { TypedValue = attachment.Size },
            Time(attachment.CreatedAt),
            Time(attachment.UploadUntil),
            new NpgsqlParameter<int> { TypedValue = bounds.MaxPending },
            new NpgsqlParameter
            {
                Value = (object?)bounds.MaxOwnedBytes ?? DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Bigint,
            },
            new NpgsqlParameter<long> { TypedValue = bounds.MaxTotalBytes }
        );
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        // Over the locks' rows.
        for (var locks = 0; locks <= LockOwnerSql.Length; locks++)
        {
            await row.NextResultAsync(cancellationToken);
        }

        await row.ReadAsync(cancellationToken);
        var outcome =
            !row.GetBoolean(0) ? AddedAttachment.TooManyPending
            : !row.GetBoolean(1) ? AddedAttachment.NoShare
            : !row.GetBoolean(2) ? AddedAttachment.NoRoom
            : AddedAttachment.Added;
        return (outcome, row.GetInt64(3));
    }

    public async Task<Attachment?> FindAsync(Guid tenantId, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        Add(batch, FindSql, Id(tenantId), Id(id));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? Read(row, tenantId) : null;
    }

    /// <summary>Keeps a part of the bytes and awaits the next; a repeated part replaces the one before.</summary>
    /// <returns>False: the bytes are not awaited any more.</returns>
    public async Task<bool> PutAsync(
        Attachment attachment,
        int part,
        ReadOnlyMemory<byte> bytes,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, attachment.TenantId);
        Add(
            batch,
            PutSql,
            Id(attachment.TenantId),
            Id(attachment.Id),
            new NpgsqlParameter<int> { TypedValue = part },
            new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = bytes },
            Time(now),
            Time(now + AnnounceAttachmentHandler.UploadTime)
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[^1].Rows == 1;
    }

    /// <summary>The bytes are complete; false when they are not, were before, or are not awaited any more.</summary>
    public async Task<bool> FinishAsync(Attachment attachment, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, attachment.TenantId);
        Add(batch, FinishSql, Id(attachment.TenantId), Id(attachment.Id), Time(now));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[^1].Rows == 1;
    }

    /// <summary>A part of the bytes, in the order they came; null behind the last one.</summary>
    public async Task<byte[]?> PartAsync(Attachment attachment, int part, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, attachment.TenantId);
        Add(batch, PartSql, Id(attachment.TenantId), Id(attachment.Id), new NpgsqlParameter<int> { TypedValue = part });
        await using var row = await TenantScope.ExecuteReaderAsync(batch, cancellationToken);
        return await row.ReadAsync(cancellationToken) ? row.GetFieldValue<byte[]>(0) : null;
    }

    /// <summary>Deletes one, its bytes with it.</summary>
    /// <param name="owner">Only one of theirs, or of whom they are proven to be; null: anybody's.</param>
    /// <returns>False: there is none.</returns>
    public async Task<bool> DeleteAsync(
        Guid tenantId,
        Guid id,
        AttachmentOwner? owner,
        CancellationToken cancellationToken
    )
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, tenantId);
        Add(
            batch,
            DeleteSql,
            Id(tenantId),
            Id(id),
            new NpgsqlParameter
            {
                Value = owner is { } whose ? (short)whose.Kind : (object)DBNull.Value,
                NpgsqlDbType = NpgsqlDbType.Smallint,
            },
            Text(owner?.Id ?? "")
        );
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return batch.BatchCommands[^1].Rows == 1;
    }

    private static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private static NpgsqlParameter<Guid> Id(Guid value) => new() { TypedValue = value };

    private static NpgsqlParameter<short> Kind(Attachment attachment) =>
        new() { TypedValue = (short)attachment.OwnerKind };

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter<DateTime> Time(DateTimeOffset value) => new() { TypedValue = value.UtcDateTime };

    private static Attachment Read(NpgsqlDataReader row, Guid tenantId) =>
        new()
        {
            TenantId = tenantId,
            Id = row.GetGuid(0),
            OwnerKind = (AuthorKind)row.GetInt16(1),
            OwnerId = row.GetString(2),
            FileName = row.GetString(3),
            ContentType = row.GetString(4),
            Size = row.GetInt32(5),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(6),
            UploadUntil = row.GetFieldValue<DateTimeOffset>(7),
            StoredAt = row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        };
}
