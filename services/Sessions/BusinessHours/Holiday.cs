using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.BusinessHours;

/// <summary>A day with hours of its own.</summary>
internal sealed record Holiday
{
    /// <summary>`yyyy-MM-dd`, in the time zone of the business hours.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>For people; at most 100 UTF-16 units.</summary>
    [StringLength(100)]
    public string? Name { get; init; }

    /// <summary>When it is open nevertheless; none: closed all day. At most 10.</summary>
    [MaxLength(10)]
    public IReadOnlyList<OpenSpan> Spans { get; init; } = [];
}
