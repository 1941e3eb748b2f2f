using Chat.ServiceDefaults;

namespace Chat.Sessions.Customers;

/// <summary>Somebody the company talks to, as it was at one moment.</summary>
internal sealed record Customer
{
    public required Guid Id { get; init; }
    public required CustomerProfile Profile { get; init; }

    /// <summary>The company vouched for it.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Grows by one with each change.</summary>
    public required long Version { get; init; }

    /// <summary>To the microsecond, as the database keeps it; so are the others.</summary>
    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }
    public required DateTime? LastSeenAt { get; init; }

    /// <summary>Counted when it was read.</summary>
    public long TotalConversations { get; init; }

    public static Customer New(CustomerProfile profile, bool isVerified, DateTime now) =>
        new()
        {
            Id = Ids.New(),
            Profile = profile,
            IsVerified = isVerified,
            Version = 1,
            CreatedAt = now,
            UpdatedAt = now,
            LastSeenAt = null,
        };

    /// <summary>Now, as the database can keep it.</summary>
    public static DateTime Moment(TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
